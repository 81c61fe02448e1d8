package dev.hoist.operate.plan;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.rollout.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a flag can do next in an environment.
 *
 * @param step empty where everyone has it, and where no step can be named
 * @param from when the step passes, where only time refuses it
 * @param reasons what the judge says against the step
 */
public record NextMove(
        String flag,
        String environment,
        RolloutState state,
        Optional<Step> step,
        Optional<Instant> from,
        List<Finding> reasons) {
    public NextMove {
        reasons = List.copyOf(reasons);
    }
}
