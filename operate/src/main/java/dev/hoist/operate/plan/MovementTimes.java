package dev.hoist.operate.plan;

import java.time.Instant;
import java.util.Optional;

/** Finds out when a flag last moved. It works only while the repository is open. */
@FunctionalInterface
public interface MovementTimes {
    /** The time of a flag's last movement in an environment; empty if it never moved. */
    Optional<Instant> of(String flag, String environment);
}
