package dev.hoist.validator.git;

import java.time.Instant;

/**
 * The committer time of a commit, in whole seconds. A commit can claim any number. A number outside the years 1970 to
 * 9999 counts as the nearest end of that range.
 */
final class CommitTime {
    /** The end of the year 9999. Later times cannot be formatted. */
    private static final long LATEST = 253_402_300_799L;

    private CommitTime() {}

    static long clamp(long seconds) {
        return Math.max(0, Math.min(LATEST, seconds));
    }

    static Instant of(long seconds) {
        return Instant.ofEpochSecond(clamp(seconds));
    }
}
