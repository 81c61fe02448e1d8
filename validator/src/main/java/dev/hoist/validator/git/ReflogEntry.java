package dev.hoist.validator.git;

/**
 * One move of a branch.
 *
 * @param before zeros where it was created
 * @param seconds since 1970
 */
public record ReflogEntry(CommitId before, CommitId after, long seconds) {
    public ReflogEntry {
        seconds = CommitTime.clamp(seconds);
    }
}
