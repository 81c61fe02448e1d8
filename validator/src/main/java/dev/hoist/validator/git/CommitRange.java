package dev.hoist.validator.git;

import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitLine;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;

/** A range of commits on a line, from its oldest change to its newest. */
public final class CommitRange {
    private final FirstParentLine line;
    private final ChangeCommits commits;
    private final int oldest;

    CommitRange(FirstParentLine line, ChangeCommits commits, int oldest) {
        this.line = line;
        this.commits = commits;
        this.oldest = oldest;
    }

    /** The whole line, also behind the stretch. */
    public CommitLine line() {
        return line;
    }

    /** The index of the oldest change, the newest has 0; -1 where there is none. */
    public int oldest() {
        return oldest;
    }

    /** The commits that the change at an index brought. */
    public List<ChangeCommit> commits(int index) {
        return commits.between(
                index + 1 < line.size() ? Optional.of(line.id(index + 1)) : Optional.empty(), line.id(index));
    }

    /** Who wrote the commit at an index, and its first line. */
    public Summary words(int index) {
        RevCommit commit = commits.parsed(line.id(index));
        return new Summary(ChangeCommits.author(commit), commit.getShortMessage());
    }

    /**
     * What a commit says of itself.
     *
     * @param subject the first line of the message
     */
    public record Summary(String author, String subject) {}
}
