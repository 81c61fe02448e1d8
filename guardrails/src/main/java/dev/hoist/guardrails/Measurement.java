package dev.hoist.guardrails;

import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A reading and the values that it comes from.
 *
 * @param points the value at each minute of the window, oldest first; empty where there is none
 */
public record Measurement(Question question, Reading reading, List<OptionalDouble> points) {
    public Measurement {
        points = List.copyOf(points);
    }
}
