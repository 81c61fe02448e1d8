package dev.hoist.validator.rollout;

import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.verdict.NextStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the next step of a flag that stands at a given exposure. */
final class NextSteps {
    private NextSteps() {}

    /** A function that makes the next step from the earliest time for it; empty if the flag is at 100 %. */
    static Optional<Function<Instant, NextStep>> of(Rollout rollout) {
        Policy.Environment environment = rollout.environment();
        Optional<Form> form = rollout.form();
        if (form.filter(Form::distinguishesRings).isPresent()) {
            return ofRings(rollout.reach(), environment, rollout.policy().ringNames());
        }
        Bounds elsewhere = rollout.reach().ring(0).other();
        CanaryStages stages = CanaryStages.of(environment);
        if (form.isPresent()
                && form.get() instanceof Form.Canary canary
                && elsewhere.isNobody()
                && stages.last() > 0
                && !stages.standing(canary).equals(Optional.of(stages.last()))) {
            return stages.standing(canary)
                    .map(stage ->
                            from -> new NextStep(Optional.empty(), Optional.empty(), Optional.of(stage + 1), from));
        }
        return environment
                .ladder()
                .nextAbove(elsewhere.share())
                .map(rung -> from -> new NextStep(Optional.empty(), Optional.of(rung), Optional.empty(), from));
    }

    private static Optional<Function<Instant, NextStep>> ofRings(
            PerCell<Bounds> reach, Policy.Environment environment, List<String> rings) {
        for (int ring = 0; ring < rings.size(); ring++) {
            String name = rings.get(ring);
            Optional<Percentage> rung = environment
                    .ladderOf(name)
                    .nextAbove(reach.ring(ring).other().share());
            if (rung.isPresent()) {
                return Optional.of(from -> new NextStep(Optional.of(name), rung, Optional.empty(), from));
            }
        }
        return Optional.empty();
    }
}
