package dev.hoist.validator.change;

import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How long an exposure must have stood still before the flag may rise again. */
public final class Soak {
    private Soak() {}

    /**
     * The longest of what its rungs, its outermost exposed ring and its canary stage ask; where none of these says anything, the
     * environment's.
     *
     * @param reach where the flag stands effectively
     * @param rings names of the rings that {@code reach} is kept over
     * @param block what its file says there
     * @param policy whose order of rings counts
     */
    public static Duration of(
            PerCell<Bounds> reach,
            List<String> rings,
            Optional<Block> block,
            Policy policy,
            Policy.Environment environment) {
        return Stream.of(
                        holds(reach, environment),
                        outermostRing(reach, rings, policy, environment).stream(),
                        canaryStage(reach, block, environment).stream())
                .flatMap(asked -> asked)
                .max(Duration::compareTo)
                .orElse(environment.soak());
    }

    private static Stream<Duration> holds(PerCell<Bounds> reach, Policy.Environment environment) {
        boolean nobody = reach.all(Bounds::isNobody);
        return reach.values()
                .filter(bounds -> nobody || !bounds.isNobody())
                .flatMap(bounds -> environment.holds().entrySet().stream()
                        .filter(hold -> hold.getKey().percent().compareTo(bounds.share()) == 0)
                        .map(Map.Entry::getValue));
    }

    private static Optional<Duration> outermostRing(
            PerCell<Bounds> reach, List<String> rings, Policy policy, Policy.Environment environment) {
        List<String> order = policy.ringNames();
        List<Cell> cells = PerCell.cells(List.of(reach));
        for (int ring = order.size() - 1; ring >= 0; ring--) {
            String name = order.get(ring);
            boolean exposed = cells.stream()
                    .filter(cell -> !reach.distinguishesRings()
                            || rings.get(cell.ring()).equals(name))
                    .anyMatch(cell -> !reach.at(cell).isNobody());
            if (exposed) {
                return Optional.ofNullable(environment.rings().get(name)).flatMap(Policy.RingRules::soak);
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> canaryStage(
            PerCell<Bounds> reach, Optional<Block> block, Policy.Environment environment) {
        CanaryStages stages = CanaryStages.of(environment);
        return block.flatMap(Block::live)
                .filter(Form.Canary.class::isInstance)
                .map(Form.Canary.class::cast)
                .filter(form -> form.elsewhere().equals(Percentage.NONE) && !reach.all(Bounds::isNobody))
                .flatMap(stages::standing)
                .filter(stage -> stage > 0)
                .flatMap(stage -> environment.canary().get(stage - 1).soak());
    }
}
