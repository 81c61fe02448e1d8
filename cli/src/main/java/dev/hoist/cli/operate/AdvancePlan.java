package dev.hoist.cli.operate;

import dev.hoist.operate.plan.Goal;
import dev.hoist.operate.plan.NextMove;
import dev.hoist.operate.plan.Planner;
import dev.hoist.operate.plan.RolloutState;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.ReadingSource;
import dev.hoist.validator.judge.GuardedFlags;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The flags that the job can raise.
 *
 * @param considered the next moves of flags with a target
 * @param candidates the moves that may be made now, in the order in which to try them
 * @param held the moves that wait because a guardrail is breached for another flag
 */
record AdvancePlan(List<NextMove> considered, List<NextMove> candidates, List<Held> held) {
    AdvancePlan {
        considered = List.copyOf(considered);
        candidates = List.copyOf(candidates);
        held = List.copyOf(held);
    }

    /**
     * A step that would be ready if no guardrail held it back.
     *
     * @param findings the judge's findings against the step; empty if the judge was not asked, because the guardrail is
     *     breached for another flag
     */
    record Held(NextMove move, List<Finding> findings, String sentence, boolean isBreach, boolean hasNoData) {
        Held {
            findings = List.copyOf(findings);
        }

        /** A step that a verdict refuses; empty if the verdict accepts it. */
        static Optional<Held> of(NextMove move, Verdict verdict) {
            List<Finding> errors =
                    verdict.findings().stream().filter(Finding::isError).toList();
            return errors.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Held(
                            move,
                            errors,
                            move.flag() + " in " + move.environment() + ": "
                                    + errors.get(0).message(),
                            errors.stream()
                                    .anyMatch(error -> error.rule().text().equals("guardrail-breached")),
                            errors.stream()
                                    .anyMatch(error -> error.rule().text().equals("guardrail-unreadable"))));
        }

        /** The same move in the state {@code waiting}. */
        NextMove waiting() {
            return new NextMove(
                    move.flag(), move.environment(), RolloutState.WAITING, move.step(), Optional.empty(), findings);
        }
    }

    /**
     * Finds the flags that can be raised on top of HEAD.
     *
     * @param environment the only environment; empty for all
     * @param guardrails the source of readings; empty if no guardrail is read
     */
    static AdvancePlan of(
            ValidateRequest request, Optional<String> environment, Optional<? extends ReadingSource> guardrails) {
        AdvancePlan ready = new Hoist().proposeCommitted(request, proposal -> ready(Planner.of(proposal), environment));
        if (ready.candidates.isEmpty()) {
            return ready;
        }
        return new Hoist()
                .guarded(
                        request.repository(),
                        request.flags(),
                        request.now(),
                        guarded -> ready.guarded(guarded, environment, guardrails, request.now()));
    }

    private static AdvancePlan ready(Planner planner, Optional<String> environment) {
        List<NextMove> considered = planner.next(List.of(), environment).stream()
                .filter(move -> planner.flag(move.flag())
                        .block(move.environment())
                        .flatMap(Block::target)
                        .isPresent())
                .toList();
        Set<String> neededByOthers = new HashSet<>();
        planner.flags().forEach(flag -> flag.dependencies().forEach(key -> neededByOthers.add(key.value())));
        List<NextMove> candidates = considered.stream()
                .filter(move -> move.state() == RolloutState.READY)
                .filter(move -> move.step()
                        .filter(step -> Goal.of(planner.flag(move.flag()), move.environment(), planner.policy())
                                .allows(step))
                        .isPresent())
                .sorted(Comparator.comparing((NextMove move) -> !neededByOthers.contains(move.flag()))
                        .thenComparing(move -> planner.lastMovement(move.flag(), move.environment())
                                .orElse(Instant.MIN))
                        .thenComparing(NextMove::flag))
                .toList();
        return new AdvancePlan(considered, candidates, List.of());
    }

    /**
     * The same plan without flags whose last movement was a lowering, and without flags that a breach elsewhere holds
     * back.
     */
    private AdvancePlan guarded(
            GuardedFlags guarded,
            Optional<String> environment,
            Optional<? extends ReadingSource> guardrails,
            Instant now) {
        List<NextMove> willing = candidates.stream()
                .filter(move -> !guarded.wentDownLast(move.flag(), move.environment()))
                .toList();
        if (willing.isEmpty() || guardrails.isEmpty()) {
            return new AdvancePlan(considered, willing, List.of());
        }
        List<Question> questions = guarded.questions(List.of(), environment).stream()
                .filter(question -> !question.guardrail().observed()
                        && question.guardrail().onBreach().acts())
                .toList();
        List<Reading> breaches = questions.isEmpty()
                ? List.of()
                : guardrails.get().read(guarded.policy(), questions, now).stream()
                        .filter(reading -> reading.isBreach() && reading.ongoing())
                        .toList();
        List<NextMove> free = new ArrayList<>();
        List<Held> stopped = new ArrayList<>();
        for (NextMove move : willing) {
            breaches.stream()
                    .filter(reading -> covers(guarded, reading, move))
                    .findFirst()
                    .ifPresentOrElse(
                            reading -> stopped.add(new Held(
                                    move,
                                    List.of(),
                                    move.flag() + " in " + move.environment() + ": " + reading.guardrail()
                                            + " is breached for " + reading.flag() + ": " + reading.message(),
                                    true,
                                    false)),
                            () -> free.add(move));
        }
        return new AdvancePlan(considered, free, stopped);
    }

    private static boolean covers(GuardedFlags guarded, Reading reading, NextMove move) {
        Optional<Flag> flag = guarded.flag(move.flag());
        return reading.environment().equals(move.environment())
                && guarded.policy().guardrails().stream()
                        .filter(guardrail -> guardrail.name().value().equals(reading.guardrail()))
                        .anyMatch(guardrail -> covers(guarded, guardrail, flag, move.environment()));
    }

    private static boolean covers(GuardedFlags guarded, Guardrail guardrail, Optional<Flag> flag, String environment) {
        return flag.isPresent()
                && guarded.policy()
                        .environment(environment)
                        .filter(one -> guardrail.covers(flag.get(), one))
                        .isPresent();
    }
}
