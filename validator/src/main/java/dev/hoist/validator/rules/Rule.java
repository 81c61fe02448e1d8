package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Place;
import java.util.stream.Stream;

/** A rule about a change from base to head. It is a pure function: the same change gives the same findings. */
public interface Rule {

    default RuleId id() {
        return RuleId.of(getClass());
    }

    Stream<Finding> check(Change change);

    /** Whether an override of this rule counts in a change, if the rulebook and the policy allow it. */
    default boolean allowsOverride(Change change) {
        return true;
    }

    /** An error about a raise, at the percentage that rises. */
    default Finding error(Raise raise, String message) {
        return error(raise, raise.place(), message);
    }

    /** An error about a raise, at another place of its file. */
    default Finding error(Raise raise, Place place, String message) {
        return Finding.error(id(), place, message).about(raise.name()).in(raise.environment());
    }
}
