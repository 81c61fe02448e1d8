package dev.hoist.validator.history;

import java.time.Instant;
import java.util.Optional;

/** Finds the commit that last moved or raised a flag on the line behind a change. */
public interface Ledger {

    /**
     * The last movement of a flag in an environment, a gain or a loss.
     *
     * @param earliest earlier movements need not be found
     */
    Optional<Moment> lastMovement(String flag, String environment, Instant earliest);

    /**
     * The last raise of any other flag in an environment. If the environment was created with {@code from}, raises that
     * the environment named there had before that also count.
     *
     * @param group only flags of this group count; empty for all
     * @param earliest earlier raises need not be found
     */
    Optional<Moment> lastRaiseOfAnother(String flag, Optional<String> group, String environment, Instant earliest);

    /**
     * A movement or a raise on the line.
     *
     * @param commit full id of the commit that moved or raised the flag
     * @param flag the flag that moved or rose
     */
    record Moment(String commit, Instant time, String flag) {}
}
