package dev.hoist.cli.operate;

import dev.hoist.cli.command.Terminal;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Pausing;
import dev.hoist.operate.edit.Pausing.Stop;
import dev.hoist.operate.edit.Sources;
import dev.hoist.validator.model.Policy;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The edit of {@code hoist guard --act} in one environment. It is written, committed and pushed as every lowering is. */
final class PauseCommand extends EditCommand {
    private final String environment;
    private final List<Stop> stops;
    private String title = "";

    private PauseCommand(String environment, List<Stop> stops) {
        this.environment = environment;
        this.stops = List.copyOf(stops);
    }

    static PauseCommand of(GuardCommand guard, String environment, List<Stop> stops) {
        PauseCommand command = new PauseCommand(environment, stops);
        command.options.place = guard.place;
        command.options.time = guard.time;
        command.options.commit = guard.commit;
        command.options.push = guard.push;
        return command;
    }

    /** Acts; what was done, in a sentence. */
    String act(Terminal terminal) throws IOException {
        StringWriter told = new StringWriter();
        run(new Terminal(
                told,
                terminal.err(),
                false,
                terminal.errIsTerminal(),
                terminal.environment(),
                terminal.directory(),
                terminal.clock()));
        return title.isEmpty()
                ? environment + ": everything that is breached is stopped already"
                : title + (options.push ? ", committed and pushed" : options.commits() ? ", committed" : ", written")
                        + " because of "
                        + String.join("; ", stops.stream().map(Stop::reason).toList());
    }

    @Override
    String name() {
        return "guard";
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        Operation operation = Pausing.of(
                sources,
                environment,
                stops,
                now.atZone(sources.policy().map(Policy::zone).orElse(ZoneOffset.UTC))
                        .toLocalDate());
        if (!operation.edits().isEmpty()) {
            title = operation.title();
        }
        return operation;
    }
}
