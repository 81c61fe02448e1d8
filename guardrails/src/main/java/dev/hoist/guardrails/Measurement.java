package dev.hoist.guardrails;

import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A reading and the values behind it.
 *
 * @param points the value at each minute of the window, oldest first; empty if there is no value
 */
public record Measurement(Question question, Reading reading, List<OptionalDouble> points) {
    public Measurement {
        points = List.copyOf(points);
    }
}
