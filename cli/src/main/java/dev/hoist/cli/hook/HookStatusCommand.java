package dev.hoist.cli.hook;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hoist hook status}: tells whether the hook is installed and works. */
@Command(
        name = "status",
        description = "Shows whether a bare repository judges pushes, and what is missing if it does not.",
        footer = {
            "",
            "Examples:",
            "  hoist hook status --repo /srv/git/shop.git",
            "",
            "Exit codes: 0 pushes are judged, 1 they are not, 2 unknown."
        })
public final class HookStatusCommand extends ExecutableCommand {
    @Mixin
    BareRepositoryOption place;

    @Override
    public int run(Terminal terminal) throws IOException {
        Path directory = place.repository(terminal);
        if (BareRepository.isWorkingTree(directory)) {
            terminal.out()
                    .append("no gate: \"")
                    .append(directory.toString())
                    .append("\" is a working tree, and nobody pushes into one\n")
                    .append("  = help: ask in the bare repository that it pushes to: hoist hook status --repo DIR\n");
            return ExitCode.REFUSED;
        }
        BareRepository repository = BareRepository.at(directory);
        List<String> lacking = repository.lacking();
        Writer out = terminal.out();
        for (String what : lacking) {
            out.append("lacking: ").append(what).append('\n');
        }
        if (lacking.isEmpty()) {
            out.append("the gate stands\n");
        }
        return ExitCode.of(lacking.isEmpty());
    }
}
