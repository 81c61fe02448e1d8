package dev.hoist.cli.hook;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hoist hook status}: whether the gate stands. */
@Command(
        name = "status",
        description = "Shows whether a bare repository judges pushes, and what is missing if it does not.",
        footer = {"", "Exit codes: 0 pushes are judged, 1 they are not, 2 unknown."})
public final class HookStatusCommand extends ExecutableCommand {
    @Mixin
    BareRepositoryOption place;

    @Override
    public int run(Terminal terminal) throws IOException {
        BareRepository repository = BareRepository.at(place.repository(terminal));
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
