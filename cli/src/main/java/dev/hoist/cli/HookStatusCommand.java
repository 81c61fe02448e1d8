package dev.hoist.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code hoist hook status}: whether the gate stands. */
@Command(
        name = "status",
        description = "Says whether a bare repository judges what it is sent, and what it lacks for that.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", "Exit codes: 0 the gate stands, 1 it does not, 2 cannot say."})
final class HookStatusCommand implements Callable<Integer> {
    @ParentCommand
    HookCommand hook;

    @Mixin
    BareRepositoryOption place;

    @Mixin
    CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = hook.hoist.terminal;
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
