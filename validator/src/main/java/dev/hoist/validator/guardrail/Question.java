package dev.hoist.validator.guardrail;

import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Guardrail;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A guardrail, a flag and an environment to ask it for.
 *
 * @param moved the last change of the flag's exposure there, if it lies inside the guardrail's window
 */
public record Question(Guardrail guardrail, String environment, Flag flag, Optional<Instant> moved) {

    /** Longer than readings in a file count: a movement since they were taken is always found. */
    private static final Duration LEAST_REACH = Duration.ofMinutes(20);

    /** From when on values count: the window's start, or later where the flag moved since then. */
    public Instant from(Instant now) {
        Instant start = now.minus(guardrail.window());
        Optional<Instant> settled = moved.map(time -> time.plus(guardrail.settle()));
        return settled.filter(time -> time.isAfter(start)).orElse(start);
    }

    /** How far back a movement can cut the window of a guardrail. */
    public static Duration reach(Guardrail guardrail) {
        Duration own = guardrail.window().plus(guardrail.settle());
        return own.compareTo(LEAST_REACH) > 0 ? own : LEAST_REACH;
    }
}
