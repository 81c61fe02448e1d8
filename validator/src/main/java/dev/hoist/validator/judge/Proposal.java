package dev.hoist.validator.judge;

import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.Deployments;
import dev.hoist.validator.history.Landing;
import dev.hoist.validator.tree.FlagTree;
import java.time.Instant;
import java.util.List;

/**
 * A change put before the judge: what would land, and the history that it would land on.
 *
 * @param headName full commit id, or {@link dev.hoist.validator.verdict.Verdict#WORKTREE}
 * @param head the flags directory as it would be
 * @param line base and its first parents; empty where the change is the repository's first commit
 * @param commits those of the change
 * @param now the clock; in an audit the time of the change itself
 * @param landing how head would come to stand where base stands
 * @param deployments what is deployed where
 */
public record Proposal(
        String headName,
        FlagTree head,
        CommitLine line,
        List<ChangeCommit> commits,
        Instant now,
        Landing landing,
        Deployments deployments) {
    public Proposal {
        commits = List.copyOf(commits);
    }

    /** One that others bring in, where nothing is known of any deployment. */
    public Proposal(String headName, FlagTree head, CommitLine line, List<ChangeCommit> commits, Instant now) {
        this(headName, head, line, commits, now, Landing.PROPOSED, Deployments.UNKNOWN);
    }
}
