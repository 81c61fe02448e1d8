package dev.hoist.operate.plan;

import dev.hoist.operate.plan.FlagStatus.UserCount;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.rollout.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a flag in an environment, each at the earliest full minute at which the judge would accept it.
 *
 * @param complete the time at which the last step lands. If no step is left, the time of the last movement. Empty if
 *     the flag is blocked
 * @param blocked what a person has to do before the flag can go on
 */
public record Schedule(
        String flag, String environment, List<Entry> steps, Optional<Instant> complete, Optional<Finding> blocked) {
    public Schedule {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param users how many users have the flag after the step, if the policy gives the numbers of users
     */
    public record Entry(Step step, Instant at, Optional<UserCount> users) {}
}
