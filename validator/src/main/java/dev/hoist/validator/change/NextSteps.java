package dev.hoist.validator.change;

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

/** Finds what may follow a raise. */
public final class NextSteps {
    private NextSteps() {}

    /** The step after a raise; empty at the top, and where nothing opens for years. */
    public static Optional<NextStep> after(Raise rise, Change change) {
        if (rise.figures().isEmpty()) {
            return Optional.empty();
        }
        Policy policy = change.judging().orElseThrow();
        Policy.Environment environment = rise.figures().get();
        Instant soaked = change.now()
                .plus(Soak.of(rise.step().reachAfter(), rise.step().rings(), rise.block(), policy, environment));
        return what(rise, environment, policy)
                .flatMap(step ->
                        new ClosedTimes(policy, environment).firstOpen(soaked).map(step));
    }

    private static Optional<Function<Instant, NextStep>> what(
            Raise rise, Policy.Environment environment, Policy policy) {
        PerCell<Bounds> reach = rise.step().reachAfter();
        Optional<Form> form = rise.form();
        if (form.filter(Form.Rings.class::isInstance).isPresent()) {
            return ofRings(reach, environment, policy.ringNames());
        }
        Bounds elsewhere = reach.ring(0).other();
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
