package dev.hoist.validator.history;

import dev.hoist.validator.verdict.Verdict;
import java.util.Optional;

/** What was found of a line before and need not be found again, by index on the line; takes in what is found now. */
public interface CommitCache {
    /** Knows nothing and keeps nothing. */
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

    /** The verdict on a commit of which there is nothing to say, judged at its own time. */
    Optional<Verdict> clean(int index);

    void keepMoves(int index, Moves moves);

    void keepClean(int index, Verdict verdict);
}
