package dev.hoist.validator.git;

import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** The times of the commits of a line. */
public interface LineTimes {
    /** The committer times that the commits claim. */
    LineTimes CLAIMED = new LineTimes() {
        @Override
        public void replace(long[] times, int size, IntFunction<CommitId> ids, UnaryOperator<CommitId> firstParent) {}

        @Override
        public TimeSource source() {
            return TimeSource.CLAIMED;
        }
    };

    /**
     * Replaces the claimed times by times from another source.
     *
     * @param times seconds since 1970 by index; at first the claimed ones
     * @param ids the line's commits, newest first
     * @param firstParent gives the first parent of a commit; zeros for a root and for a commit that cannot be read
     */
    void replace(long[] times, int size, IntFunction<CommitId> ids, UnaryOperator<CommitId> firstParent);

    TimeSource source();
}
