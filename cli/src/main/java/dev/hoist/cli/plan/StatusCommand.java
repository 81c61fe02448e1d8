package dev.hoist.cli.plan;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.guard.ParticipationList;
import dev.hoist.operate.plan.FlagStatus;
import dev.hoist.operate.plan.PlanJson;
import dev.hoist.operate.plan.PlanTimes;
import dev.hoist.operate.plan.Planner;
import dev.hoist.operate.plan.StatusText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist status}: shows where flags stand. */
@Command(
        name = "status",
        description = "Says where flags stand: who has them, since when, and what they can do next.",
        footer = {
            "",
            "Examples:",
            "  hoist status",
            "  hoist status use_new_checkout -e production --format json",
            "  hoist status --metrics on      with what guardrails say",
            "",
            "Exit codes: 0 said, 2 cannot say."
        })
public final class StatusCommand extends ExecutableCommand {
    @Mixin
    FlagListOptions options = new FlagListOptions();

    @Option(names = "--all", description = "List every flag, also where there are many and most stand still.")
    boolean all;

    @Override
    public int run(Terminal terminal) throws IOException {
        terminal.out()
                .append(options.list(
                        terminal,
                        planner -> json(planner, options.experiments(terminal, planner)),
                        planner -> text(terminal, planner)
                                .of(
                                        status(planner),
                                        planner::movementTimes,
                                        planner.finished(options.flags),
                                        options.experiments(terminal, planner).lines(),
                                        planner.underway())));
        return ExitCode.ACCEPTED;
    }

    private String json(Planner planner, ParticipationList experiments) {
        return PlanJson.status(
                planner.now(),
                planner.zone(),
                status(planner),
                planner.finished(options.flags),
                experiments.all().isEmpty() ? Optional.empty() : Optional.of(experiments.json()));
    }

    private List<FlagStatus> status(Planner planner) {
        return planner.status(options.flags, options.environment());
    }

    private StatusText text(Terminal terminal, Planner planner) {
        return new StatusText(
                new PlanTimes(planner.zone(), planner.now()),
                terminal.style(),
                terminal.columns(),
                all || !options.flags.isEmpty());
    }
}
