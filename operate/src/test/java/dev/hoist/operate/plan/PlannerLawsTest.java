package dev.hoist.operate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.MemoryLine;
import dev.hoist.validator.fixture.Trees;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.oracle.Oracle;
import dev.hoist.validator.oracle.World;
import dev.hoist.validator.oracle.Worlds;
import dev.hoist.validator.rollout.Step;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Plans of random flags behind random histories, each held against a judge that knows nothing of the planner. */
class PlannerLawsTest {
    private static final int HISTORIES = Integer.getInteger("hoist.operate.plans", 150);
    private static final long FIRST_SEED = 77_000L;

    @Test
    void nextSaysWhatTheJudgeSays() {
        Map<RolloutState, Integer> seen = new EnumMap<>(RolloutState.class);
        LongStream.range(FIRST_SEED, FIRST_SEED + HISTORIES)
                .forEach(seed -> Scene.of(seed, seed % 2 == 0)
                        .ifPresent(scene -> scene.planner()
                                .next(List.of(), Optional.empty())
                                .forEach(move -> {
                                    seen.merge(move.state(), 1, Integer::sum);
                                    check(scene, move);
                                })));
        assertThat(seen).containsOnlyKeys(RolloutState.values());
    }

    private static void check(Scene scene, NextMove move) {
        Planner planner = scene.planner();
        Flag flag = planner.flag(move.flag());
        if (move.state() == RolloutState.COMPLETE) {
            assertThat(new FlagState(scene.tree(), Optional.of(planner.policy()))
                            .effective(move.flag(), move.environment())
                            .all(Bounds::isEverybody))
                    .as(scene + " " + move)
                    .isTrue();
            return;
        }
        if (move.step().isEmpty()) {
            return;
        }
        Verdict verdict = scene.judged(move.step().get(), flag, move.environment(), scene.now());
        List<Finding> errors =
                verdict.findings().stream().filter(Finding::isError).toList();
        assertThat(verdict.accepted()).as(scene + " " + move).isEqualTo(move.state() == RolloutState.READY);
        assertThat(move.reasons()).as(scene + " " + move).containsExactlyInAnyOrderElementsOf(errors);
        if (move.state() == RolloutState.WAITING) {
            Instant from = move.from().orElseThrow();
            assertThat(scene.judged(move.step().get(), flag, move.environment(), from)
                            .accepted())
                    .as(scene + " " + move + " then")
                    .isTrue();
            assertThat(scene.judged(move.step().get(), flag, move.environment(), from.minusSeconds(1))
                            .accepted())
                    .as(scene + " " + move + " a second before")
                    .isFalse();
        }
        if (move.state() == RolloutState.BLOCKED) {
            assertThat(errors).anyMatch(error -> error.passesFrom().isEmpty());
        }
    }

    @Test
    void everyStepOfAScheduleIsAcceptedAtItsTimeAndNoMinuteEarlier() {
        int[] steps = {0, 0};
        LongStream.range(FIRST_SEED, FIRST_SEED + HISTORIES)
                .forEach(seed -> Scene.of(seed, false).ifPresent(scene -> {
                    for (Flag flag : scene.planner().flags()) {
                        for (String environment : scene.planner().policy().environmentNames()) {
                            follow(scene, flag, environment, steps);
                        }
                    }
                }));
        assertThat(steps[0]).isGreaterThan(HISTORIES);
        assertThat(steps[1]).isGreaterThan(HISTORIES / 4);
    }

    private static void follow(Scene scene, Flag planned, String environment, int[] steps) {
        Schedule schedule = scene.planner().schedule(planned.name(), environment, Optional.empty(), scene.now());
        Policy policy = scene.planner().policy();
        List<MemoryLine.Commit> line = new ArrayList<>(scene.line().commits());
        Flag flag = planned;
        FlagTree tree = scene.tree();
        Instant before = Planner.upToMinute(scene.now());
        for (Schedule.Entry entry : schedule.steps()) {
            flag = entry.step().appliedTo(flag, environment, policy);
            FlagTree head = tree.replacing(flag);
            Verdict verdict = judged(head, line, entry.at());
            assertThat(verdict.accepted())
                    .as(scene + " " + planned.name() + " " + environment + " " + entry + " " + verdict.findings())
                    .isTrue();
            assertThat(verdict.kind()).isIn(Kind.RAISE, Kind.RESTORE, Kind.NONE);
            Instant earlier = entry.at().minus(Duration.ofMinutes(1));
            steps[0]++;
            if (!earlier.isBefore(before)) {
                assertThat(judged(head, line, earlier).accepted())
                        .as(scene + " " + planned.name() + " " + environment + " " + entry + " a minute before")
                        .isFalse();
                steps[1]++;
            }
            before = entry.at();
            tree = head;
            line.add(0, new MemoryLine.Commit(String.format("%040x", 1_000 + steps[0]), entry.at(), head));
        }
        boolean everyone = new FlagState(tree, Optional.of(policy))
                .effective(planned.name(), environment)
                .all(Bounds::isEverybody);
        if (schedule.blocked().isEmpty()
                && planned.block(environment).flatMap(block -> block.target()).isEmpty()) {
            assertThat(everyone || Step.candidates(flag, environment, policy).isEmpty())
                    .as(scene + " " + schedule)
                    .isTrue();
        }
    }

    private static Verdict judged(FlagTree head, List<MemoryLine.Commit> line, Instant at) {
        return new Judge().judge(new Proposal(Verdict.WORKTREE, head, new Evidence(new MemoryLine(line), at)));
    }

    /** Random flags as they have landed, and the history behind them. */
    private record Scene(long seed, MemoryLine line, FlagTree tree, Planner planner, Instant now) {

        /** As they have landed, or with a change in the working tree. */
        static Optional<Scene> of(long seed, boolean changed) {
            Worlds.Scenario scenario = Worlds.scenario(seed);
            Trees trees = new Trees();
            List<MemoryLine.Commit> commits = new ArrayList<>();
            int index = 0;
            for (Oracle.Commit commit : scenario.line()) {
                index++;
                commits.add(new MemoryLine.Commit(
                        String.format("%040x", index),
                        commit.time(),
                        trees.read(commit.tree().files(World.Style.FLOW))));
            }
            Collections.reverse(commits);
            MemoryLine line = new MemoryLine(commits);
            if (commits.isEmpty() || commits.get(0).tree().policy().isEmpty()) {
                return Optional.empty();
            }
            FlagTree tree = changed
                    ? trees.read(scenario.change().head().files(World.Style.FLOW))
                    : commits.get(0).tree();
            if (tree.policy().isEmpty() || !tree.unreadable().isEmpty()) {
                return Optional.empty();
            }
            Proposal proposal = new Proposal(Verdict.WORKTREE, tree, new Evidence(line, scenario.now()));
            return Optional.of(new Scene(seed, line, tree, Planner.of(proposal), scenario.now()));
        }

        Verdict judged(Step step, Flag flag, String environment, Instant at) {
            return PlannerLawsTest.judged(
                    tree.replacing(step.appliedTo(flag, environment, planner.policy())), line.commits(), at);
        }

        @Override
        public String toString() {
            return "seed " + seed + " at " + now;
        }
    }
}
