package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Severity;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.Readings;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.reading.Durations;
import java.util.stream.Stream;

/** A flag rises while a guardrail that covers it is breached, or was breached within the guardrail's window. */
final class GuardrailBreached implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        if (!(change.readings() instanceof Readings.Known known)) {
            return Stream.empty();
        }
        return change.raises().stream()
                .flatMap(raise -> change.questions(raise)
                        .filter(question -> !question.guardrail().observed())
                        .flatMap(question -> known
                                .answer(question)
                                .filter(Reading::isBreach)
                                .map(reading -> finding(raise, question, reading))
                                .stream()));
    }

    private Finding finding(Raise raise, Question question, Reading reading) {
        Guardrail guardrail = question.guardrail();
        Finding finding = error(
                        raise,
                        MessageText.quoted(raise.name()) + " rises in " + raise.environment() + " while "
                                + reading.message())
                .note(guardrail.name().place(), "the policy has the guardrail here")
                .help(guardrail
                                .advice()
                                .orElse(
                                        reading.ongoing()
                                                ? "find out why, and lower the flag if it is the cause"
                                                : "find the cause, then wait until the breach is older than the window of "
                                                        + Durations.text(guardrail.window()))
                        + guardrail.link().map(link -> "; see " + link).orElse(""));
        return guardrail.onBreach().holds() ? finding : finding.as(Severity.WARNING);
    }
}
