package dev.hoist.validator.guardrail;

import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Policy;
import java.time.Instant;
import java.util.List;

/** Gives the readings of guardrails. It takes them from a metrics server or from a file of earlier readings. */
@FunctionalInterface
public interface ReadingSource {

    /**
     * One reading for each question, in that order.
     *
     * @param policy the one that has the guardrails
     */
    List<Reading> read(Policy policy, List<Question> questions, Instant now);

    /** Whether enough users took part in experiments; nothing of those of which nobody knows. Never an error. */
    default List<SampleReading> readSamples(Policy policy, List<Experiment> experiments, Instant now) {
        return List.of();
    }
}
