package dev.hoist.validator;

import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.exposure.PolicyHistory;

/**
 * A change of a first-parent line, for code that reverts it. The library passes it to a function of the caller. It can
 * be read until that function returns.
 *
 * @param commit full commit id
 * @param subject the first line of the commit's message
 * @param policyHistory the readable policies of the first parent and of the commits behind it, newest first
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
