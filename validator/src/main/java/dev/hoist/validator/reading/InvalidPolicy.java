package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Place;

/** The rule {@code invalid-policy}: settings of the policy contradict each other. */
public final class InvalidPolicy {
    public static final RuleId ID = RuleId.of(InvalidPolicy.class);

    private InvalidPolicy() {}

    static Finding of(Place place, String message, String help) {
        return Finding.error(ID, place, message).help(help);
    }
}
