package dev.hoist.operate.plan;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.rollout.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a flag can do next in an environment.
 *
 * @param step the next step; empty if everyone has the flag, or if no step can be named
 * @param from if only time refuses the step, the time at which the judge would accept it
 * @param reasons the findings that refuse the step
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
