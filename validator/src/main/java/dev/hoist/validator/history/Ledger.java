package dev.hoist.validator.history;

import java.time.Instant;
import java.util.Optional;

/** Answers which commit last moved or raised a flag, on the line behind a change. */
public interface Ledger {

    /**
     * The last change of a flag's effective exposure in an environment, up or down.
     *
     * @param earliest movements before it need not be found
     */
    Optional<Moment> lastMovement(String flag, String environment, Instant earliest);

    /**
     * The last raise of any other flag in an environment, or in the one that this came from before it was there.
     *
     * @param group whose flags count; empty for all
     * @param earliest raises before it need not be found
     */
    Optional<Moment> lastRaiseOfAnother(String flag, Optional<String> group, String environment, Instant earliest);

    /**
     * Something on the line.
     *
     * @param commit full id
     * @param flag the flag that moved
     */
    record Moment(String commit, Instant time, String flag) {}
}
