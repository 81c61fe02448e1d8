package dev.hoist.cli.plan;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Terminal;
import dev.hoist.operate.plan.NextMove;
import dev.hoist.operate.plan.NextText;
import dev.hoist.operate.plan.PlanJson;
import dev.hoist.operate.plan.PlanTimes;
import dev.hoist.operate.plan.Planner;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hoist next}: shows which flags may rise now, and when the others may. */
@Command(
        name = "next",
        description =
                "Says for each flag which step comes next, and whether the judge accepts it now, later or not yet.",
        footer = {"", "Examples:", "  hoist next -e production", "", "Exit codes: 0 said, 2 cannot say."})
public final class NextCommand extends ExecutableCommand {
    @Mixin
    FlagListOptions options = new FlagListOptions();

    @Override
    public int run(Terminal terminal) throws IOException {
        terminal.out()
                .append(options.list(
                        terminal,
                        planner -> PlanJson.next(planner.now(), planner.zone(), moves(planner)),
                        planner -> new NextText(new PlanTimes(planner.zone(), planner.now()), terminal.style())
                                .of(moves(planner), planner.underway())));
        return ExitCode.ACCEPTED;
    }

    private List<NextMove> moves(Planner planner) {
        return planner.next(options.flags, options.environment());
    }
}
