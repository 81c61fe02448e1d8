package dev.hoist.validator.git;

import java.time.Instant;

/** The committer time of a commit, in whole seconds. A commit can state any number. */
final class CommitTime {
    /** The end of the year 9999: later than that nothing formats. */
    private static final long LATEST = 253_402_300_799L;

    private CommitTime() {}

    static long clamp(long seconds) {
        return Math.max(0, Math.min(LATEST, seconds));
    }

    static Instant of(long seconds) {
        return Instant.ofEpochSecond(clamp(seconds));
    }
}
