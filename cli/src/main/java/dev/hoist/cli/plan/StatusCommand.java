package dev.hoist.cli.plan;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Terminal;
import dev.hoist.operate.plan.FlagStatus;
import dev.hoist.operate.plan.PlanJson;
import dev.hoist.operate.plan.PlanTimes;
import dev.hoist.operate.plan.StatusText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist status}: where flags stand. */
@Command(
        name = "status",
        description = "Says where flags stand: who has them, since when, and what they can do next.",
        footer = {
            "",
            "Examples:",
            "  hoist status",
            "  hoist status use_new_checkout -e production --format json",
            "",
            "Exit codes: 0 said, 2 cannot say."
        })
public final class StatusCommand extends ExecutableCommand {
    @Parameters(arity = "0..*", paramLabel = "FLAG", description = "The flags; all if left out.")
    List<String> flags = List.of();

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "ENV",
            description = "The environment; all if left out.")
    @Nullable
    String environment;

    @Option(names = "--all", description = "List every flag, also where there are many and most stand still.")
    boolean all;

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
            List<FlagStatus> status = planner.status(flags, Optional.ofNullable(environment));
            return form.equals("json")
                    ? PlanJson.status(planner.now(), planner.zone(), status)
                    : new StatusText(
                                    new PlanTimes(planner.zone(), planner.now()),
                                    terminal.style(),
                                    PlanOptions.width(terminal),
                                    all || !flags.isEmpty())
                            .of(status);
        }));
        return ExitCode.ACCEPTED;
    }
}
