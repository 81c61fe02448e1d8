package dev.hoist.validator.history;

import dev.hoist.validator.verdict.Verdict;
import java.util.Optional;

/**
 * The results that an earlier audit stored for each commit of a line, by the commit's index on the line. The audit
 * that runs now adds its own results.
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

    /** The movements and rises of a commit, compared with its first parent. */
    Optional<Moves> moves(int index);

    /** The verdict on a commit, judged at its own time; only a verdict without findings is stored. */
    Optional<Verdict> clean(int index);

    void keepMoves(int index, Moves moves);

    void keepClean(int index, Verdict verdict);
}
