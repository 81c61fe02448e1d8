package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.reading.ChangedPlace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Part of {@code invalid-policy}: head changes the order of rings that base has too. A ring that a flag leaves out
 * reads as the next ring outside it. Another order could therefore turn the revert of an old raise into a raise.
 */
final class ReorderedRings implements Rule {
    @Override
    public RuleId id() {
        return new RuleId("invalid-policy");
    }

    @Override
    public Stream<Finding> check(Change change) {
        Optional<Policy> before = change.judging();
        Optional<Policy> after = change.head().tree().policy();
        if (before.isEmpty() || after.isEmpty()) {
            return Stream.empty();
        }
        List<String> old = before.get().ringNames().stream()
                .filter(after.get().ringNames()::contains)
                .toList();
        List<String> now = after.get().ringNames().stream()
                .filter(before.get().ringNames()::contains)
                .toList();
        return old.equals(now)
                ? Stream.empty()
                : Stream.of(Finding.error(
                                id(),
                                ChangedPlace.between(
                                        before.get().place(), after.get().place(), "rings"),
                                "the rings " + MessageText.quoted(old) + " would stand in another order: "
                                        + MessageText.quoted(now))
                        .help("keep the order of the existing rings"));
    }
}
