package dev.hoist.validator.rollout;

import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How long an exposure must have stood still before the flag may rise again. */
final class Soak {
    private Soak() {}

    /**
     * The longest of what its rungs, its outermost exposed ring and its canary stage ask; where none of these says anything, the
     * environment's.
     */
    static Duration of(Rollout rollout) {
        return Stream.of(
                        holds(rollout.reach(), rollout.environment()),
                        outermostRing(rollout).stream(),
                        canaryStage(rollout).stream())
                .flatMap(asked -> asked)
                .max(Duration::compareTo)
                .orElse(rollout.environment().soak());
    }

    private static Stream<Duration> holds(PerCell<Bounds> reach, Policy.Environment environment) {
        boolean nobody = reach.all(Bounds::isNobody);
        return reach.values()
                .filter(bounds -> nobody || !bounds.isNobody())
                .flatMap(bounds -> environment.holds().entrySet().stream()
                        .filter(hold -> hold.getKey().percent().compareTo(bounds.share()) == 0)
                        .map(Map.Entry::getValue));
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
