package dev.hoist.guardrails;

import dev.hoist.validator.guardrail.ReadingSource;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Policy;
import java.time.Instant;
import java.util.List;

/** A source of readings that can also tell how many users took part in experiments. */
public interface ParticipationSource extends ReadingSource {

    /** One answer for each experiment, in the order of the experiments. */
    List<Participation> participation(Policy policy, List<Experiment> experiments, Instant now);
}
