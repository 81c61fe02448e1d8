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

/**
 * Where a flag stands in an environment, and what it can do next.
 *
 * @param declared what its own file says
 * @param effective who really gets it
 * @param since its last movement there
 * @param users how many users get it, where the policy says how many there are
 * @param readings what guardrails say of it there; none where none was read
 */
public record FlagStatus(
        NextMove next,
        Flag flag,
        Portion declared,
        Portion effective,
        Optional<Instant> since,
        Optional<UserCount> users,
        List<Reading> readings) {
    public FlagStatus {
        readings = List.copyOf(readings);
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
