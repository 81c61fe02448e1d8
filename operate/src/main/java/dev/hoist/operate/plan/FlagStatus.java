package dev.hoist.operate.plan;

import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a flag stands in an environment, and its next step.
 *
 * @param declared the exposure that its own file declares
 * @param effective the users who really have it
 * @param lastMovement finds its last movement there; for an old movement, this reads far back in history
 * @param users how many users have it, if the policy gives the numbers of users
 * @param readings the guardrail readings for the flag there; empty if no guardrail was read
 */
public record FlagStatus(
        NextMove next,
        Flag flag,
        Portion declared,
        Portion effective,
        Supplier<Optional<Instant>> lastMovement,
        Optional<UserCount> users,
        List<Reading> readings) {
    public FlagStatus {
        readings = List.copyOf(readings);
    }

    /** The time of its last movement there. This works only while the repository is open. */
    public Optional<Instant> since() {
        return lastMovement.get();
    }

    /** Its block for the environment. */
    public Optional<Block> block() {
        return flag.block(next.environment());
    }

    public boolean enabled() {
        return block().map(Block::enabled).orElse(true);
    }

    /** The strategy that counts there. */
    public Strategy strategy() {
        return block().flatMap(Block::form)
                .map(Form::strategy)
                .or(() -> block().flatMap(Block::strategy).or(flag::strategy).map(Located::value))
                .orElse(Strategy.PERCENTAGE);
    }

    /**
     * An expected number of users.
     *
     * @param on how many users have the flag
     * @param of how many users there are
     */
    public record UserCount(long on, long of) {}
}
