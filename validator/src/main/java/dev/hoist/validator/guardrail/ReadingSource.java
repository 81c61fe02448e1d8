package dev.hoist.validator.guardrail;

import dev.hoist.validator.model.Policy;
import java.time.Instant;
import java.util.List;

/** Answers questions about guardrails: from a metrics server, or from what was read before. */
@FunctionalInterface
public interface ReadingSource {

    /**
     * One reading for each question, in that order.
     *
     * @param policy the one that has the guardrails
     */
    List<Reading> read(Policy policy, List<Question> questions, Instant now);
}
