package dev.hoist.validator;

import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.exposure.PolicyHistory;

/**
 * A change of a first-parent line, for whoever takes one back. Can be read while it is being handed out.
 *
 * @param commit full commit id
 * @param subject the first line of its message
 * @param policyHistory the policies that led up to the state before
 * @param isBaseline whether no policy was there before, so that nothing counts as raised
 */
public record LandedChange(
        String commit,
        String subject,
        FlagState before,
        FlagState after,
        PolicyHistory policyHistory,
        boolean isBaseline) {

    /** What it did. */
    public Comparison comparison() {
        return new Comparison(before, after, policyHistory);
    }

    /** How a later state stands to the one before it. */
    public Comparison since(FlagState later) {
        return new Comparison(before, later, policyHistory);
    }
}
