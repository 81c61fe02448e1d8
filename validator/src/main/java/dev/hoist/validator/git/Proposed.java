package dev.hoist.validator.git;

import dev.hoist.validator.judge.Proposal;

/**
 * A change to judge, and how its base was found.
 *
 * @param baseName as a person would name it
 * @param baseReason why that one
 */
public record Proposed(Proposal proposal, String baseName, String baseReason) {}
