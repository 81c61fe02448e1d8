package dev.hoist.validator.git;

/**
 * One move of a branch.
 *
 * @param before the old commit; zeros if this move created the branch
 * @param seconds the time of the move, in seconds since 1970
 */
public record ReflogEntry(CommitId before, CommitId after, long seconds) {
    public ReflogEntry {
        seconds = CommitTime.clamp(seconds);
    }
}
