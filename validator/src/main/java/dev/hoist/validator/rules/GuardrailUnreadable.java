package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Severity;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.Readings;
import dev.hoist.validator.model.Guardrail;
import java.util.Optional;
import java.util.stream.Stream;

/** A flag rises while a guardrail that covers it has no data. A breach would not be noticed. */
final class GuardrailUnreadable implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        if (!(change.readings() instanceof Readings.Known known)) {
            return Stream.empty();
        }
        return change.raises().stream()
                .flatMap(raise -> change.questions(raise)
                        .filter(question -> !question.guardrail().observed()
                                && !question.guardrail().passesWithoutData())
                        .flatMap(question -> finding(raise, question, known.answer(question)).stream()));
    }

    private Optional<Finding> finding(Raise raise, Question question, Optional<Reading> reading) {
        if (reading.isPresent() && !reading.get().hasNoData()) {
            return Optional.empty();
        }
        Guardrail guardrail = question.guardrail();
        Finding finding = error(
                        raise,
                        MessageText.quoted(raise.name()) + " rises in " + raise.environment() + " while "
                                + reading.map(Reading::message)
                                        .orElse(guardrail.name().value() + " was not read"))
                .note(guardrail.name().place(), "the policy has the guardrail here")
                .help(
                        "restore the guardrail's data, then judge again; \"hoist guard\" shows the reading of every guardrail");
        return Optional.of(guardrail.onBreach().holds() ? finding : finding.as(Severity.WARNING));
    }
}
