package dev.hoist.validator.judge;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Base;
import java.util.Optional;

/**
 * A change for the judge: what would land, and the history that it would land on.
 *
 * @param base what head is compared with: the newest commit of the evidence's line
 * @param headName full commit id, or {@link dev.hoist.validator.verdict.Verdict#WORKTREE}
 * @param head the flags directory after the change
 */
public record Proposal(Base base, String headName, FlagTree head, Evidence evidence) {

    /** One whose base needs no name: it is the commit before head. */
    public Proposal(String headName, FlagTree head, Evidence evidence) {
        this(Base.before(newest(evidence.line())), headName, head, evidence);
    }

    private static Optional<String> newest(CommitLine line) {
        return line.size() == 0 ? Optional.empty() : Optional.of(line.commit(0));
    }
}
