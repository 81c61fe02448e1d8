package dev.hoist.operate.plan;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.rollout.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A step with the findings that refuse it.
 *
 * @param errors the findings that refuse the step; empty if the judge accepts it
 */
record JudgedStep(Step step, List<Finding> errors) {
    /** Rules about measurements. If one of them refuses a step, nobody has to do anything but wait and look. */
    private static final Set<String> OF_GUARDRAILS = Set.of("guardrail-breached", "guardrail-unreadable");

    JudgedStep {
        errors = List.copyOf(errors);
    }

    /**
     * Compares steps. First comes an accepted step, then one that only waits, then the one with the fewest findings.
     */
    static final Comparator<JudgedStep> BEST = Comparator.comparing(JudgedStep::state)
            .thenComparing(judged ->
                    judged.state() == RolloutState.BLOCKED ? judged.errors().size() : 0);

    RolloutState state() {
        if (errors.isEmpty()) {
            return RolloutState.READY;
        }
        return errors.stream().allMatch(error -> error.passesFrom().isPresent() || isOfGuardrails(error))
                ? RolloutState.WAITING
                : RolloutState.BLOCKED;
    }

    /** The time from which time no longer refuses the step. Empty if only a guardrail refuses it. */
    Optional<Instant> from() {
        return state() == RolloutState.WAITING
                ? errors.stream().flatMap(error -> error.passesFrom().stream()).max(Instant::compareTo)
                : Optional.empty();
    }

    private static boolean isOfGuardrails(Finding finding) {
        return OF_GUARDRAILS.contains(finding.rule().text());
    }
}
