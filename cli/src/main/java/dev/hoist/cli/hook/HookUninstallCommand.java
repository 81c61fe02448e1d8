package dev.hoist.cli.hook;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hoist hook uninstall}: removes the hook that {@code install} wrote, and keeps the reflogs. */
@Command(
        name = "uninstall",
        description = "Removes the hook that \"hoist hook install\" wrote. Times of receipt are still kept.",
        footer = {
            "",
            "Examples:",
            "  hoist hook uninstall --repo /srv/git/shop.git",
            "",
            "Exit codes: 0 removed or not there, 2 not removed."
        })
public final class HookUninstallCommand extends ExecutableCommand {
    @Mixin
    BareRepositoryOption place;

    @Override
    public int run(Terminal terminal) throws IOException {
        BareRepository repository = BareRepository.at(place.repository(terminal));
        boolean removed = false;
        for (HookFile file : new HookFile[] {repository.hook(HookFile.BESIDE), repository.hook(HookFile.NAME)}) {
            if (file.isOwn()) {
                Files.delete(file.path());
                terminal.out().append("removed ").append(file.path().toString()).append('\n');
                removed = true;
            }
        }
        if (!removed) {
            repository.hook(HookFile.NAME).requireOwn("take it away by hand, if nothing else needs it");
            terminal.out().append("there is no hook of Hoist's here\n");
        }
        return ExitCode.ACCEPTED;
    }
}
