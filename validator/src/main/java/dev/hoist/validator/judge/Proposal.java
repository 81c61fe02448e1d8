package dev.hoist.validator.judge;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.tree.FlagTree;

/**
 * A change put before the judge: what would land, and what the judge is told about it.
 *
 * @param headName full commit id, or {@link dev.hoist.validator.verdict.Verdict#WORKTREE}
 * @param head the flags directory as it would be
 */
public record Proposal(String headName, FlagTree head, Evidence evidence) {}
