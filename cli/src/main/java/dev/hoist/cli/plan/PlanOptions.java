package dev.hoist.cli.plan;

import dev.hoist.cli.command.BaseOption;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.operate.plan.Planner;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The options of the commands that plan. */
@Command
final class PlanOptions {
    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Mixin
    BaseOption base = new BaseOption();

    @Mixin
    NowOption time = new NowOption();

    /** Calls a function with a planner for the working tree. */
    <T> T plan(Terminal terminal, Function<Planner, T> use) {
        ValidateRequest request = new ValidateRequest(
                place.repository(terminal),
                place.flags(terminal),
                base.revision(),
                Optional.empty(),
                time.instant(terminal),
                terminal.environment());
        return new Hoist().propose(request, proposal -> {
            Planner planner = Planner.of(proposal);
            planner.mistakes()
                    .forEach(finding -> terminal.say(
                            finding.file() + " cannot be read, so base's version of it counts: " + finding.message(),
                            finding.help().orElse("mend the file")));
            return use.apply(planner);
        });
    }
}
