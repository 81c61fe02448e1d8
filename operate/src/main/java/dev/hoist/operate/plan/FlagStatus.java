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
 * Where a flag stands in an environment, and what it can do next.
 *
 * @param declared what its own file says
 * @param effective who really gets it
 * @param lastMovement finds its last movement there; for an old one it walks far back in history
 * @param users how many users get it, where the policy says how many there are
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

    /** When it last moved there. Only to be asked while the repository is open. */
    public Optional<Instant> since() {
        return lastMovement.get();
    }

    /** What its file says of the environment. */
    public Optional<Block> block() {
        return flag.block(next.environment());
    }

    public boolean enabled() {
        return block().map(Block::enabled).orElse(true);
    }

    /** How its rollout is written there. */
    public Strategy strategy() {
        return block().flatMap(Block::form)
                .map(Form::strategy)
                .or(() -> block().flatMap(Block::strategy).or(flag::strategy).map(Located::value))
                .orElse(Strategy.PERCENTAGE);
    }

    /**
     * An expected number of users.
     *
     * @param on how many get the flag
     * @param of how many there are
     */
    public record UserCount(long on, long of) {}
}
