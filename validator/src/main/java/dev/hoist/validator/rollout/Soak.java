package dev.hoist.validator.rollout;

import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long a flag must have stayed at an exposure before it may rise again. */
final class Soak {
    private Soak() {}

    /**
     * The longest soak that a rung, the outermost exposed ring or the canary stage of the flag asks for. If none of
     * them asks for one, the soak of the environment.
     */
    static Duration of(Rollout rollout) {
        List<Duration> asked = new ArrayList<>(holds(rollout.reach(), rollout.environment()));
        outermostRing(rollout).ifPresent(asked::add);
        canaryStage(rollout).ifPresent(asked::add);
        return asked.isEmpty() ? rollout.environment().soak() : Collections.max(asked);
    }

    private static List<Duration> holds(PerCell<Bounds> reach, Policy.Environment environment) {
        if (environment.holds().isEmpty()) {
            return List.of();
        }
        boolean nobody = reach.all(Bounds::isNobody);
        return environment.holds().entrySet().stream()
                .filter(hold -> reach.any(bounds -> (nobody || !bounds.isNobody())
                        && hold.getKey().percent().compareTo(bounds.share()) == 0))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Optional<Duration> outermostRing(Rollout rollout) {
        PerCell<Bounds> reach = rollout.reach();
        List<String> order = rollout.policy().ringNames();
        List<Cell> cells = PerCell.cells(List.of(reach));
        for (int ring = order.size() - 1; ring >= 0; ring--) {
            String name = order.get(ring);
            boolean exposed = cells.stream()
                    .filter(cell -> !reach.distinguishesRings()
                            || rollout.rings().get(cell.ring()).equals(name))
                    .anyMatch(cell -> !reach.at(cell).isNobody());
            if (exposed) {
                return Optional.ofNullable(rollout.environment().rings().get(name))
                        .flatMap(Policy.RingRules::soak);
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> canaryStage(Rollout rollout) {
        CanaryStages stages = CanaryStages.of(rollout.environment());
        return rollout.form()
                .filter(Form.Canary.class::isInstance)
                .map(Form.Canary.class::cast)
                .filter(form -> form.elsewhere().equals(Percentage.NONE)
                        && !rollout.reach().all(Bounds::isNobody))
                .flatMap(stages::standing)
                .filter(stage -> stage > 0)
                .flatMap(stage -> stages.stages().get(stage - 1).soak());
    }
}
