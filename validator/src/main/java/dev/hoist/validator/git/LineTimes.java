package dev.hoist.validator.git;

import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** When the commits of a line happened. */
public interface LineTimes {
    /** When they say themselves. */
    LineTimes CLAIMED = new LineTimes() {
        @Override
        public void replace(long[] times, int size, IntFunction<CommitId> ids, UnaryOperator<CommitId> firstParent) {}

        @Override
        public TimeSource source() {
            return TimeSource.CLAIMED;
        }
    };

    /**
     * Replaces claimed times.
     *
     * @param times seconds since 1970 by index, as claimed
     * @param ids the line's commits, newest first
     * @param firstParent zeros for a root, and for a commit that cannot be read
     */
    void replace(long[] times, int size, IntFunction<CommitId> ids, UnaryOperator<CommitId> firstParent);

    TimeSource source();
}
