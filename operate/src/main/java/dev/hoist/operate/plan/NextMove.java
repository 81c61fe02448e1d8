package dev.hoist.operate.plan;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.rollout.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The next step of a flag in an environment.
 *
 * @param step the next step; empty if every user has the flag, or if no step can be named
 * @param from the time from which the judge accepts the step, if only time refuses it
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
