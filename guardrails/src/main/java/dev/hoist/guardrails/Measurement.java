package dev.hoist.guardrails;

import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.model.Guardrail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A reading with the values from which it was made.
 *
 * @param points the value at each minute of the window, oldest first; empty if there is no value
 */
public record Measurement(Question question, Reading reading, List<OptionalDouble> points) {
    public Measurement {
        points = List.copyOf(points);
    }

    /** The reason for stopping a flag, on one line: {@code error-rate 6.2 % for 12m, at most 5 %}. */
    public String summary() {
        Guardrail guardrail = question.guardrail();
        Optional<String> unit = guardrail.threshold().baseline().isPresent() ? Optional.empty() : guardrail.unit();
        String value = reading.value().isPresent()
                ? " "
                        + ValueText.beside(
                                guardrail.threshold().figure(), reading.value().getAsDouble(), unit)
                : "";
        String since = reading.since()
                .map(start -> " for " + ValueText.duration(Duration.between(start, reading.at())))
                .orElse("");
        String text = guardrail.name().value() + value + since + ", "
                + guardrail.threshold().words() + unit.map(one -> " " + one).orElse("");
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
