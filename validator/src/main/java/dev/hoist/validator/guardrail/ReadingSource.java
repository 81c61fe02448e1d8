package dev.hoist.validator.guardrail;

import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Policy;
import java.time.Instant;
import java.util.List;

/** Gives the readings of guardrails. It takes them from a metrics server or from a file of earlier readings. */
@FunctionalInterface
public interface ReadingSource {

    /**
     * One reading for each question, in the order of the questions.
     *
     * @param policy the policy that contains the guardrails
     */
    List<Reading> read(Policy policy, List<Question> questions, Instant now);

    /**
     * Whether enough users took part in experiments. Experiments without a known number of users are left out. This
     * method never fails.
     */
    default List<SampleReading> readSamples(Policy policy, List<Experiment> experiments, Instant now) {
        return List.of();
    }
}
