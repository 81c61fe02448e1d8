package dev.hoist.validator.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.fixture.MemoryLine;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.oracle.Crowd;
import dev.hoist.validator.oracle.Oracle;
import dev.hoist.validator.oracle.World;
import dev.hoist.validator.oracle.Worlds;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** Every accepted raise can be taken back as a whole, whatever the clock says and whatever was accepted since. */
class RevertProperties {
    private static final int LATER_CHANGES = 4;
    private static final List<Duration> GAPS = List.of(
            Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(5), Duration.ofDays(2), Duration.ofDays(9));
    private static final List<Instant> CLOCKS = List.of(
            Instant.parse("2026-12-12T12:00:00Z"), // in the freeze
            Instant.parse("2026-12-04T17:30:00Z"), // in peak hours
            Instant.parse("2026-12-04T23:30:00Z"), // in those that pass midnight
            Instant.parse("2020-01-01T00:00:00Z"),
            Instant.parse("2040-01-01T00:00:00Z"));

    private static final AtomicInteger RAISES = new AtomicInteger();
    private static final AtomicInteger AT_ONCE = new AtomicInteger();
    private static final AtomicInteger LATER = new AtomicInteger();
    private static final AtomicInteger LATER_IN_CONFLICT = new AtomicInteger();

    @AfterContainer
    static void wereReallyReverted() {
        System.out.printf(
                "reverted: %d of %d raises at once, %d after other changes (%d more conflict)%n",
                AT_ONCE.get(), RAISES.get(), LATER.get(), LATER_IN_CONFLICT.get());
        assertThat(RAISES.get()).isPositive();
        assertThat(AT_ONCE.get()).isEqualTo(RAISES.get());
        assertThat(LATER.get()).isGreaterThan(2 * LATER_IN_CONFLICT.get());
    }

    @Property(seed = "20261127")
    void anAcceptedRaiseCanAlwaysBeReverted(@ForAll @LongRange(min = 0) long seed) {
        Scenes lines = new Scenes(World.Style.LINES);
        for (Worlds.Scenario scene : Worlds.scenarios(seed, 4)) {
            Trial trial = new Trial(scene, lines, new Judge().judge(lines.proposal(scene)));
            if (isARaise(trial)) {
                RAISES.incrementAndGet();
                revertNowAndLater(trial, new SplittableRandom(seed));
            }
        }
    }

    /** A raise outside free environments, a merely declared one included where there is no free one. */
    static boolean isARaise(Trial trial) {
        if (!trial.isUnderTheLaws() || trial.verdict().kind() != Kind.RAISE) {
            return false;
        }
        Crowd crowd = trial.crowd();
        return crowd.fates().stream().noneMatch(fate -> crowd.isFree(fate.environment()))
                || crowd.fates().stream().anyMatch(fate -> fate.gains() && !crowd.isFree(fate.environment()));
    }

    private static void revertNowAndLater(Trial trial, SplittableRandom random) {
        World base = trial.base();
        World head = trial.head();
        List<Oracle.Commit> line = new ArrayList<>(trial.scene().line());
        Instant time = trial.scene().now();
        line.add(new Oracle.Commit(head, time));
        World current = head;
        for (int later = 0; ; later++) {
            Optional<Map<String, String>> reverted = LineMerge.reverted(
                    base.files(World.Style.LINES), head.files(World.Style.LINES), current.files(World.Style.LINES));
            if (reverted.isEmpty()) {
                LATER_IN_CONFLICT.incrementAndGet();
                return;
            }
            FlagTree tree = trial.scenes().tree(reverted.get());
            if (!tree.unreadable().isEmpty()) {
                return;
            }
            (later == 0 ? AT_ONCE : LATER).incrementAndGet();
            List<Instant> clocks = List.of(time, time.plusSeconds(1), CLOCKS.get(random.nextInt(CLOCKS.size())));
            for (Instant now : clocks) {
                requireAccepted(trial, line, tree, now, later);
            }
            if (later == LATER_CHANGES) {
                return;
            }
            Optional<Oracle.Commit> next = next(trial.scenes(), line, time, random);
            if (next.isEmpty()) {
                return;
            }
            line.add(next.get());
            current = next.get().tree();
            time = next.get().time();
        }
    }

    private static void requireAccepted(Trial trial, List<Oracle.Commit> line, FlagTree tree, Instant now, int later) {
        MemoryLine before = trial.scenes().line(line);
        List<ChangeCommit> commits = List.of(new ChangeCommit("d".repeat(40), now, "Revert it", Set.of()));
        Verdict verdict =
                new Judge().judge(new Proposal(Verdict.WORKTREE, tree, new Evidence(before, now).withCommits(commits)));
        assertThat(Trial.refusing(verdict))
                .as(() -> trial + " reverted at " + now + " after " + later + " other changes")
                .isEmpty();
    }

    /** Another accepted change on top of the line. */
    static Optional<Oracle.Commit> next(
            Scenes scenes, List<Oracle.Commit> line, Instant last, SplittableRandom random) {
        World world = line.get(line.size() - 1).tree();
        for (int attempt = 0; attempt < 8; attempt++) {
            World next = Worlds.any(random.nextLong(), world);
            Instant time = last.plus(GAPS.get(random.nextInt(GAPS.size())));
            if (next == null || next.equals(world)) {
                continue;
            }
            Oracle.Change change =
                    new Oracle.Change(next, List.of(new Oracle.Authored("Another", time, Worlds.touched(world, next))));
            Verdict verdict = new Judge().judge(scenes.proposal(line, change, time));
            if (Trial.isUnderTheLaws(verdict)) {
                return Optional.of(new Oracle.Commit(next, time));
            }
        }
        return Optional.empty();
    }
}
