package dev.hoist.cli.operate;

import dev.hoist.cli.command.Terminal;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Raising;
import dev.hoist.operate.edit.Sources;
import dev.hoist.operate.edit.Step;
import dev.hoist.operate.plan.NextMove;
import dev.hoist.operate.plan.Planner;
import dev.hoist.operate.plan.RolloutState;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist raise}: the next step up. */
@Command(
        name = "raise",
        description = "Raises a flag by one step, where the judge accepts it.",
        footer = {
            "",
            "Examples:",
            "  hoist raise use_new_checkout -e staging",
            "  hoist raise use_new_checkout -e production --to beta=50 --commit --push",
            "",
            "Exit codes: 0 done or nothing to do, 1 refused and nothing written, 2 cannot."
        })
public final class RaiseCommand extends EditCommand {
    @Parameters(paramLabel = "FLAG", description = "The flag, by key.")
    String flag;

    @Mixin
    EnvironmentOption environment;

    @Option(
            names = "--to",
            paramLabel = "STEP",
            description = "25, beta=50, server=NAME or region=NAME; the next rung if left out.")
    @Nullable
    String to;

    private Optional<String> next = Optional.empty();

    @Override
    String name() {
        return "raise";
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        if (to == null) {
            next = new Hoist()
                    .propose(
                            new ValidateRequest(
                                    options.place.repository(terminal),
                                    options.place.flags(terminal),
                                    options.base.revision(),
                                    Optional.empty(),
                                    options.time.instant(terminal),
                                    terminal.environment()),
                            proposal -> step(Planner.of(proposal)));
        }
        return super.run(terminal);
    }

    /** The step that {@code hoist next} names; for a flag that everyone has the one that it took last. */
    private Optional<String> step(Planner planner) {
        planner.environments(Optional.of(environment.name));
        Flag known = planner.flag(flag);
        NextMove move = planner.next(known, environment.name);
        if (move.state() != RolloutState.COMPLETE) {
            return move.step().map(Object::toString);
        }
        boolean hasRings = known.block(environment.name)
                .flatMap(Block::form)
                .filter(Form.Rings.class::isInstance)
                .isPresent();
        List<String> rings = planner.policy().ringNames();
        return Optional.of(hasRings ? rings.get(rings.size() - 1) + "=100" : "100");
    }

    @Override
    Operation operation(Sources sources, Instant now) {
        Optional<Step> step = Optional.ofNullable(to).or(() -> next).map(Step::parse);
        return Raising.of(
                sources, flag, environment.name, step.orElseGet(() -> Raising.next(sources, flag, environment.name)));
    }
}
