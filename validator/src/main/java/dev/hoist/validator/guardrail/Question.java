package dev.hoist.validator.guardrail;

import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Guardrail;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One question: what does a guardrail say about a flag in an environment?
 *
 * @param moved the last movement of the flag there, if it lies inside the guardrail's window
 */
public record Question(Guardrail guardrail, String environment, Flag flag, Optional<Instant> moved) {

    /**
     * The shortest time that is searched for a movement. Readings from a file count for a shorter time, so a movement
     * after they were taken is always found.
     */
    private static final Duration LEAST_REACH = Duration.ofMinutes(20);

    /** The time from which values count: the start of the window, or later if the flag moved inside the window. */
    public Instant from(Instant now) {
        Instant start = now.minus(guardrail.window());
        Optional<Instant> settled = moved.map(time -> time.plus(guardrail.settle()));
        return settled.filter(time -> time.isAfter(start)).orElse(start);
    }

    /** How far back a movement is searched, because it can shorten the window of a guardrail. */
    public static Duration reach(Guardrail guardrail) {
        Duration own = guardrail.window().plus(guardrail.settle());
        return own.compareTo(LEAST_REACH) > 0 ? own : LEAST_REACH;
    }
}
