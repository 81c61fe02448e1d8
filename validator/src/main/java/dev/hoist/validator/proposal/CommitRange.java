package dev.hoist.validator.proposal;

import dev.hoist.validator.git.FirstParentLine;
import dev.hoist.validator.git.StoredFlags;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitLine;
import java.util.List;
import java.util.Optional;

/** A range of commits on a line, from its oldest change to its newest. */
public final class CommitRange {
    private final FirstParentLine line;
    private final StoredFlags flags;
    private final int oldest;

    CommitRange(FirstParentLine line, StoredFlags flags, int oldest) {
        this.line = line;
        this.flags = flags;
        this.oldest = oldest;
    }

    /** The whole line, including the commits before the range. */
    public CommitLine line() {
        return line;
    }

    /** The index of the oldest change of the range; the newest has index 0. It is -1 if the range is empty. */
    public int oldest() {
        return oldest;
    }

    /** The commits of the change at an index: those that are not in its first parent's history. */
    public List<ChangeCommit> commits(int index) {
        return flags.commits(
                index + 1 < line.size() ? Optional.of(line.id(index + 1)) : Optional.empty(), line.id(index));
    }

    /** The author of the commit at an index, and the first line of its message. */
    public StoredFlags.CommitSummary summary(int index) {
        return flags.summary(line.id(index));
    }
}
