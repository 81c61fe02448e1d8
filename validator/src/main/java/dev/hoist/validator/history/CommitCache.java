package dev.hoist.validator.history;

import dev.hoist.validator.verdict.Verdict;
import java.util.Optional;

/**
 * Stores the results of an earlier audit for each commit of a line, by the commit's index on the line. It also takes
 * the results of this audit.
 */
public interface CommitCache {
    /** A cache that is always empty. */
    CommitCache NONE = new CommitCache() {
        @Override
        public Optional<Moves> moves(int index) {
            return Optional.empty();
        }

        @Override
        public Optional<Verdict> clean(int index) {
            return Optional.empty();
        }

        @Override
        public void keepMoves(int index, Moves moves) {}

        @Override
        public void keepClean(int index, Verdict verdict) {}
    };

    /** What moved in the step to a commit from its first parent. */
    Optional<Moves> moves(int index);

    /** The verdict on a commit without findings, judged at its own time. */
    Optional<Verdict> clean(int index);

    void keepMoves(int index, Moves moves);

    void keepClean(int index, Verdict verdict);
}
