package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Severity;
import dev.hoist.validator.guardrail.Readings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A flag rises, and nobody has read the guardrails that cover it. */
final class GuardrailUnread implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.readings() instanceof Readings.Unread
                ? change.raises().stream().flatMap(raise -> unread(raise, change).stream())
                : Stream.empty();
    }

    private Optional<Finding> unread(Raise raise, Change change) {
        List<String> names = change.questions(raise)
                .map(question -> question.guardrail())
                .filter(guardrail -> !guardrail.observed())
                .map(guardrail -> guardrail.name().value())
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(error(
                        raise,
                        MessageText.quoted(raise.name()) + " rises in " + raise.environment()
                                + ", but these guardrails were not read: " + MessageText.list(names))
                .help("use \"--metrics on\"; in CI it is the default")
                .as(Severity.WARNING));
    }
}
