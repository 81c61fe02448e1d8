package dev.hoist.validator.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.oracle.Crowd;
import dev.hoist.validator.oracle.Crowd.Fate;
import dev.hoist.validator.oracle.Oracle;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Movement.Direction;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** What an accepted change does to users, counted user by user. */
class ExposureProperties {
    private static final AtomicInteger RAISES = new AtomicInteger();
    private static final AtomicInteger ROLLBACKS = new AtomicInteger();

    @AfterContainer
    static void wasNotAboutNothing() {
        assertThat(RAISES.get()).isPositive();
        assertThat(ROLLBACKS.get()).isPositive();
    }

    @Property(seed = "20261122")
    void anAcceptedChangeRaisesOneFlagInOneEnvironmentByOneRung(@ForAll @LongRange(min = 0) long seed) {
        for (Trial trial : Trial.of(seed)) {
            if (trial.isUnderTheLaws()) {
                Crowd crowd = trial.crowd();
                List<Fate> gains = crowd.fates().stream()
                        .filter(fate -> fate.gains() && !crowd.isFree(fate.environment()))
                        .toList();
                Set<String> raised = new TreeSet<>();
                gains.forEach(fate -> raised.add(fate.flag() + " in " + fate.environment()));
                assertThat(raised).as(trial::toString).hasSizeLessThanOrEqualTo(1);
                gains.forEach(fate -> assertThat(crowd.passed(fate))
                        .as(() -> trial + " " + fate)
                        .isEmpty());
                RAISES.addAndGet(raised.size());
            }
        }
    }

    @Property(seed = "20261123")
    void noChangeWithoutARaiseSwitchesAnyoneOnAndNoneWithARaiseSwitchesAnyoneOff(
            @ForAll @LongRange(min = 0) long seed) {
        for (Trial trial : Trial.of(seed)) {
            if (!trial.isUnderTheLaws()) {
                continue;
            }
            Crowd crowd = trial.crowd();
            if (trial.verdict().kind() == Kind.RAISE) {
                boolean onlyFree =
                        crowd.fates().stream().noneMatch(fate -> fate.gains() && !crowd.isFree(fate.environment()));
                assertThat(crowd.fates())
                        .as(trial::toString)
                        .noneMatch(fate -> fate.loses() && !onlyFree && !crowd.isFree(fate.environment()));
            } else {
                assertThat(crowd.fates()).as(trial::toString).noneMatch(Fate::gains);
                ROLLBACKS.incrementAndGet();
            }
        }
    }

    @Property(seed = "20261124")
    void theMovementsOfAVerdictAreWhatUsersSee(@ForAll @LongRange(min = 0) long seed) {
        for (Trial trial : Trial.of(seed)) {
            if (trial.verdict().kind() == Kind.BASELINE) {
                continue;
            }
            Set<String> seen = new TreeSet<>();
            List<Fate> fates = trial.crowd().fates();
            fates.stream()
                    .filter(Fate::gains)
                    .forEach(fate -> seen.add(fate.environment() + " " + fate.flag() + " " + Direction.RAISE));
            fates.stream()
                    .filter(fate -> fate.loses()
                            && !seen.contains(fate.environment() + " " + fate.flag() + " " + Direction.RAISE))
                    .forEach(fate -> seen.add(fate.environment() + " " + fate.flag() + " " + Direction.LOWER));
            Set<String> told = new TreeSet<>();
            trial.verdict()
                    .movements()
                    .forEach(movement ->
                            told.add(movement.environment() + " " + movement.flag() + " " + movement.direction()));
            assertThat(told).as(trial::toString).isEqualTo(seen);
        }
    }

    @Property(seed = "20261125")
    void whoeverHasAFlagHasEverythingItDependsOn(@ForAll @LongRange(min = 0) long seed) {
        for (Trial trial : Trial.of(seed)) {
            FlagTree tree = trial.scenes().tree(trial.head());
            if (!trial.verdict().accepted() || tree.policy().isEmpty()) {
                continue;
            }
            Policy policy = tree.policy().orElseThrow();
            FlagState side = new FlagState(tree, tree.policy());
            for (String environment : policy.environmentNames()) {
                for (Flag child : tree.flags().toList()) {
                    for (String parent : child.dependencyKeys()) {
                        PerCell<Bounds> children = side.effective(child.name(), environment);
                        PerCell<Bounds> parents = side.effective(parent, environment);
                        for (Cell cell : PerCell.cells(List.of(children, parents))) {
                            assertThat(children.at(cell).hasSomeoneNotIn(parents.at(cell)))
                                    .as(() -> trial + " " + child.name() + " " + parent + " " + cell)
                                    .isFalse();
                            assertThat(children.at(cell).share())
                                    .isLessThanOrEqualTo(parents.at(cell).share());
                        }
                    }
                }
            }
        }
    }

    @Property(seed = "20261126")
    void theShareOfAnExposureIsTheShareOfUsersWhoHaveIt(@ForAll @LongRange(min = 0) long seed) {
        for (Trial trial : Trial.of(seed)) {
            FlagTree tree = trial.scenes().tree(trial.head());
            if (!trial.verdict().accepted() || tree.policy().isEmpty()) {
                continue;
            }
            Policy policy = tree.policy().orElseThrow();
            FlagState side = new FlagState(tree, tree.policy());
            Crowd crowd = Oracle.crowd(
                    List.of(new Oracle.Commit(trial.head(), trial.scene().now())),
                    trial.scene().change());
            for (Fate fate : crowd.fates()) {
                Cell cell = new Cell(
                        policy.ringNames().indexOf(fate.ring()),
                        fate.server().equals("*") ? Cell.OTHER : fate.server());
                BigDecimal share =
                        side.effective(fate.flag(), fate.environment()).at(cell).share();
                assertThat(share.movePointRight(2)).as(() -> trial + " " + fate).isEqualByComparingTo(fate.after());
            }
        }
    }
}
