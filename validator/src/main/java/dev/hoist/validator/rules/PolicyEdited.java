package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.reading.ChangedPlace;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The policy differs from base's policy in its meaning. The people who are responsible for it should review the change.
 */
final class PolicyEdited implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        Optional<Policy> before = change.judging();
        Optional<Policy> after = change.head().tree().policy();
        if (before.isEmpty() || after.isEmpty() || after.get().decidesLike(before.get())) {
            return Stream.empty();
        }
        return Stream.of(Finding.warning(
                        id(),
                        ChangedPlace.between(before.get().place(), after.get().place()),
                        "the policy changes; the policy of base judges this change")
                .help("let the people who are responsible for the policy review the change"));
    }
}
