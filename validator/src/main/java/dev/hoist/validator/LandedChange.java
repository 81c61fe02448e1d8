package dev.hoist.validator;

import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.exposure.PolicyHistory;

/**
 * A change of a first-parent line, for code that reverts it. It can be read only until the function that was called
 * with it returns.
 *
 * @param commit full commit id
 * @param subject the first line of the commit's message
 * @param policyHistory the readable policies at and behind the state before, newest first
 * @param isBaseline whether there was no readable policy before, so that nothing counts as raised
 */
public record LandedChange(
        String commit,
        String subject,
        FlagState before,
        FlagState after,
        PolicyHistory policyHistory,
        boolean isBaseline) {

    /** The states before and after the change, compared. */
    public Comparison comparison() {
        return new Comparison(before, after, policyHistory);
    }

    /** The state before the change and a later state, compared. */
    public Comparison since(FlagState later) {
        return new Comparison(before, later, policyHistory);
    }
}
