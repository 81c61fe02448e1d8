package dev.hoist.operate.plan;

import java.time.Instant;
import java.util.Optional;

/** When some flags last moved. Only to be asked while the repository is open. */
@FunctionalInterface
public interface MovementTimes {
    /** The time of a flag's last movement in an environment; empty if it never moved. */
    Optional<Instant> of(String flag, String environment);
}
