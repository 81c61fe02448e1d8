package dev.hoist.validator.rollout;

import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.history.Ledger;
import dev.hoist.validator.history.Ledger.Moment;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.verdict.NextStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where one flag stands in one environment, and what a policy asks of it there.
 *
 * @param reach the users who have the flag, by ring and server
 * @param rings the names of these rings, inner to outer
 * @param block the flag's block for the environment
 * @param policy the policy whose settings count
 * @param environment the settings of that policy for the environment
 */
public record Rollout(
        String flag,
        PerCell<Bounds> reach,
        List<String> rings,
        Optional<Block> block,
        Policy policy,
        Policy.Environment environment) {

    /** Where a flag of a tree stands; empty if the policy does not have the environment. */
    public static Optional<Rollout> of(FlagState state, String flag, String environment, Policy policy) {
        return policy.environment(environment)
                .map(figures -> new Rollout(
                        flag,
                        state.effective(flag, environment),
                        state.policy().map(Policy::ringNames).orElse(List.of()),
                        state.flag(flag).flatMap(known -> known.block(environment)),
                        policy,
                        figures));
    }

    /** The form of the block; empty if the block is absent or disabled. */
    public Optional<Form> form() {
        return block.flatMap(Block::live);
    }

    /** How long the flag must stay at its present exposure before it may rise. */
    public Duration soak() {
        return Soak.of(this);
    }

    /** The last movement, if it has not soaked yet. */
    public Optional<Moment> soaking(Ledger ledger, Instant now) {
        Duration soak = soak();
        return ledger.lastMovement(flag, environment.name().value(), now.minus(soak))
                .filter(moment -> now.isBefore(moment.time().plus(soak)));
    }

    /** The times at which no flag may rise in the environment. */
    public ClosedTimes closedTimes() {
        return new ClosedTimes(policy, environment);
    }

    /**
     * The next step with its earliest time. Empty if there is none, or if everything stays closed for years.
     *
     * @param moved the time of the last movement
     */
    public Optional<NextStep> next(Instant moved) {
        return NextSteps.of(this)
                .flatMap(step -> closedTimes().firstOpen(moved.plus(soak())).map(step));
    }
}
