package dev.hoist.cli.plan;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Terminal;
import dev.hoist.operate.plan.NextMove;
import dev.hoist.operate.plan.NextText;
import dev.hoist.operate.plan.PlanJson;
import dev.hoist.operate.plan.PlanTimes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist next}: what may rise now, and when the rest may. */
@Command(
        name = "next",
        description =
                "Says for each flag which step comes next, and whether the judge accepts it now, later or not yet.",
        footer = {"", "Examples:", "  hoist next -e production", "", "Exit codes: 0 said, 2 cannot say."})
public final class NextCommand extends ExecutableCommand {
    @Parameters(arity = "0..*", paramLabel = "FLAG", description = "The flags; all if left out.")
    List<String> flags = List.of();

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "ENV",
            description = "The environment; all if left out.")
    @Nullable
    String environment;

    @Mixin
    PlanOptions options = new PlanOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to write the answer: text or json; text if left out.")
    String format = "text";

    @Override
    public int run(Terminal terminal) throws IOException {
        String form = PlanOptions.format(format, List.of("text", "json"));
        terminal.out().append(options.plan(terminal, planner -> {
            List<NextMove> moves = planner.next(flags, Optional.ofNullable(environment));
            return form.equals("json")
                    ? PlanJson.next(planner.now(), planner.zone(), moves)
                    : new NextText(new PlanTimes(planner.zone(), planner.now()), terminal.style()).of(moves);
        }));
        return ExitCode.ACCEPTED;
    }
}
