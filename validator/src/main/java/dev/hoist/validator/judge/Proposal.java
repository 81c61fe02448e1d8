package dev.hoist.validator.judge;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Base;
import java.util.Optional;

/**
 * A change that is proposed to the judge: what would land, and the history on which it would land.
 *
 * @param base the commit with which head is compared: the newest commit of the evidence's line
 * @param headName full commit id, or {@link dev.hoist.validator.verdict.Verdict#WORKTREE}
 * @param head the flags directory after the change
 */
public record Proposal(Base base, String headName, FlagTree head, Evidence evidence) {

    /** A proposal whose base is the commit before head, so that the base needs no name. */
    public Proposal(String headName, FlagTree head, Evidence evidence) {
        this(Base.before(newest(evidence.line())), headName, head, evidence);
    }

    private static Optional<String> newest(CommitLine line) {
        return line.size() == 0 ? Optional.empty() : Optional.of(line.commit(0));
    }
}
