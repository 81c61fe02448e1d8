package dev.hoist.validator.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.oracle.Onlookers;
import dev.hoist.validator.oracle.Oracle;
import dev.hoist.validator.oracle.World;
import dev.hoist.validator.oracle.Worlds;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whoever has once been in an environment that is judged gets a flag there by a raise that was judged, and by nothing else: no
 * accepted changes, one after the other, come to more than each of them did.
 */
class OnlookerProperties {
    private static final int PROPOSED = 40;
    private static final List<Duration> GAPS = List.of(Duration.ofHours(1), Duration.ofDays(2), Duration.ofDays(9));

    private static final AtomicInteger GAINED = new AtomicInteger();
    private static final AtomicInteger CAME_BACK = new AtomicInteger();

    @AfterContainer
    static void sawSomething() {
        System.out.printf("onlookers: %d judged raises seen, %d names came back%n", GAINED.get(), CAME_BACK.get());
        assertThat(GAINED.get()).isPositive();
        assertThat(CAME_BACK.get()).isPositive();
    }

    @Property(seed = "20261130")
    void nobodyWhoWasThereGainsButByAJudgedRaise(@ForAll @LongRange(min = 0) long seed) {
        Scenes scenes = new Scenes(World.Style.FLOW);
        SplittableRandom random = new SplittableRandom(seed);
        List<Oracle.Commit> line =
                new ArrayList<>(Worlds.scenarios(seed, 1).get(0).line());
        Onlookers onlookers = new Onlookers();
        line.forEach(commit -> onlookers.see(commit.tree()));
        Set<String> gone = new HashSet<>();
        for (int change = 0; change < PROPOSED; change++) {
            Oracle.Commit last = line.get(line.size() - 1);
            World next = random.nextInt(100) < 70
                    ? Worlds.comeback(random.nextLong(), last.tree())
                    : Worlds.any(random.nextLong(), last.tree());
            Instant time = last.time().plus(GAPS.get(random.nextInt(GAPS.size())));
            if (next == null || next.policy() == null || next.equals(last.tree())) {
                continue;
            }
            Oracle.Change proposed = new Oracle.Change(
                    next, List.of(new Oracle.Authored("Next", time, Worlds.touched(last.tree(), next))));
            Verdict verdict = new Judge().judge(scenes.proposal(line, proposed, time));
            if (!Trial.isUnderTheLaws(verdict)) {
                continue;
            }
            countComebacks(last.tree(), next, gone);
            List<String> gains = onlookers.see(next);
            Set<String> judged = new HashSet<>();
            if (verdict.kind() == Kind.RAISE) {
                verdict.movements().forEach(movement -> judged.add(movement.flag() + " in " + movement.environment()));
                GAINED.addAndGet(gains.isEmpty() ? 0 : 1);
            }
            int number = change;
            assertThat(gains)
                    .as(() -> "seed " + seed + ", change " + number + " as " + verdict.kind())
                    .allMatch(judged::contains);
            assertThat(gains).as("seed " + seed).hasSizeLessThan(2);
            line.add(new Oracle.Commit(next, time));
        }
    }

    private static void countComebacks(World last, World next, Set<String> gone) {
        Set<String> before = names(last);
        Set<String> after = names(next);
        before.stream().filter(name -> !after.contains(name)).forEach(gone::add);
        CAME_BACK.addAndGet((int) after.stream().filter(gone::remove).count());
    }

    private static Set<String> names(World world) {
        Set<String> names = new HashSet<>();
        if (world.policy() != null) {
            names.addAll(world.policy().rings().keySet());
            names.addAll(world.policy().environments().keySet());
        }
        return names;
    }
}
