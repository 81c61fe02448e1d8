package dev.hoist.operate.plan;

import dev.hoist.operate.plan.FlagStatus.UserCount;
import dev.hoist.operate.plan.Schedule.Entry;
import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.ReadingSource;
import dev.hoist.validator.guardrail.Readings;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.History;
import dev.hoist.validator.history.Ledger;
import dev.hoist.validator.history.Ledger.Moment;
import dev.hoist.validator.history.WalkedLedger;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.rollout.Step;
import dev.hoist.validator.rules.TreeWarnings;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.CannotJudge;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the next steps of flags. It proposes steps to the judge, one flag at a time, and has no rules of its own. It is
 * not thread-safe.
 */
public final class Planner {
    private static final Duration HORIZON = Duration.ofDays(366);
    private static final int CANDIDATES_AT_MOST = 200;
    private static final int STEPS_AT_MOST = 2_000;

    /**
     * The judge. All planners that are made from one planner share it. So it checks only the files that a step changed.
     */
    private final Judge judge;

    private final Proposal proposal;
    private final History history;
    private final Ledger ledger;
    private final FlagTree tree;
    private final FlagState state;
    private final Policy policy;

    /** Whether this planner is for a future time. It then tries few steps. */
    private final boolean planned;

    /** The proposed change without any step. It is made when it is first needed. */
    private @Nullable Change standing;

    private Planner(
            Judge judge,
            Proposal proposal,
            History history,
            Ledger ledger,
            FlagTree tree,
            FlagState state,
            Policy policy,
            boolean planned) {
        this.judge = judge;
        this.proposal = proposal;
        this.history = history;
        this.ledger = ledger;
        this.tree = tree;
        this.state = state;
        this.policy = policy;
        this.planned = planned;
    }

    /**
     * A planner for a proposal. Steps are tried in addition to what is proposed.
     *
     * @throws CannotJudge if no policy can be read
     */
    public static Planner of(Proposal proposal) {
        History history = new History(proposal.evidence().line());
        FlagTree base = history.size() > 0
                ? history.state(0).tree()
                : FlagTree.empty(proposal.head().directory());
        FlagTree head = proposal.head().sharing(base);
        FlagTree read = head.fallingBackOn(base);
        Optional<Policy> policy = read.policy().or(() -> history.policy(0));
        if (policy.isEmpty()) {
            throw new CannotJudge(
                    "no policy can be read, so nothing can be planned",
                    "write \"" + proposal.head().policyPath()
                            + "\", or mend it: \"hoist validate\" says what is wrong");
        }
        return new Planner(
                new Judge(),
                proposal,
                history,
                new WalkedLedger(history),
                head,
                new FlagState(read, policy),
                policy.get(),
                false);
    }

    /** The first mistake of each proposed file that cannot be read. Base's version of such a file counts. */
    public List<Finding> mistakes() {
        return tree.mistakes().toList();
    }

    /**
     * The same planner with guardrail readings. It reads the guardrails of the next step of a flag if somebody could
     * take the step, or if a user has the flag. The readings count for every step of these flags that it proposes.
     *
     * @param source gives the readings; it is asked once for all flags
     */
    public Planner reading(ReadingSource source, Collection<String> keys, Optional<String> environment) {
        List<String> environments = environments(environment);
        List<Question> questions = flags(keys).stream()
                .flatMap(flag -> environments.stream().flatMap(name -> questions(flag, name)))
                .distinct()
                .toList();
        if (questions.isEmpty()) {
            return this;
        }
        List<Reading> readings = source.read(
                history.policy(0).orElseThrow(), questions, proposal.evidence().now());
        Proposal read = new Proposal(
                proposal.base(),
                proposal.headName(),
                proposal.head(),
                proposal.evidence().withReadings(new Readings.Known(readings, List.of())));
        return new Planner(judge, read, history, ledger, tree, state, policy, planned);
    }

    /** The questions to guardrails before a flag takes its next step, whichever step that is. */
    private Stream<Question> questions(Flag flag, String environment) {
        if (history.policy(0).filter(base -> !base.guardrails().isEmpty()).isEmpty()) {
            return Stream.empty();
        }
        RolloutState next = next(flag, environment).state();
        boolean isExposed = state.effective(flag.name(), environment).any(bounds -> !bounds.isNobody());
        return next == RolloutState.COMPLETE || (next == RolloutState.BLOCKED && !isExposed)
                ? Stream.empty()
                : Step.candidates(flag, environment, policy).stream()
                        .limit(CANDIDATES_AT_MOST)
                        .flatMap(step -> change(step, flag, environment).questions().stream());
    }

    public Instant now() {
        return proposal.evidence().now();
    }

    public ZoneId zone() {
        return policy.zone();
    }

    public Policy policy() {
        return policy;
    }

    /** Base's policy, which names the metrics server; empty if there is no policy yet. */
    public Optional<Policy> basePolicy() {
        return history.policy(0);
    }

    /** The experiments, by key. */
    public List<Experiment> experiments() {
        return state.tree()
                .experiments()
                .sorted(Comparator.comparing(Experiment::name))
                .toList();
    }

    /** All flags in dependency order, then by key. */
    public List<Flag> flags() {
        return DependencyOrder.of(state.tree());
    }

    /**
     * The flags with these keys, in dependency order; without keys, all flags.
     *
     * @throws CannotJudge if there is no such flag
     */
    public List<Flag> flags(Collection<String> keys) {
        keys.forEach(this::flag);
        return flags().stream()
                .filter(flag -> keys.isEmpty() || keys.contains(flag.name()))
                .toList();
    }

    /**
     * A flag by its key.
     *
     * @throws CannotJudge if there is no such flag
     */
    public Flag flag(String key) {
        return state.flag(key).orElseThrow(() -> {
            List<String> known = flags().stream().map(Flag::name).toList();
            return new CannotJudge(
                    "there is no flag \"" + key + "\"",
                    Spelling.didYouMean(key, known).orElse("\"hoist status --all\" lists the flags"));
        });
    }

    /**
     * The environments for which to plan: the named one, or all of the policy.
     *
     * @throws CannotJudge if the policy does not have the named one
     */
    public List<String> environments(Optional<String> named) {
        List<String> known = policy.environmentNames();
        named.filter(name -> !known.contains(name)).ifPresent(name -> {
            throw new CannotJudge(
                    "there is no environment \"" + name + "\"",
                    Spelling.didYouMean(name, known).orElse("the environments are " + String.join(", ", known)));
        });
        return named.map(List::of).orElse(known);
    }

    /** The next steps of flags. */
    public List<NextMove> next(Collection<String> keys, Optional<String> environment) {
        List<String> environments = environments(environment);
        return flags(keys).stream()
                .flatMap(flag -> environments.stream().map(name -> next(flag, name)))
                .toList();
    }

    /** Where flags stand, and their next steps. */
    public List<FlagStatus> status(Collection<String> keys, Optional<String> environment) {
        List<String> environments = environments(environment);
        return flags(keys).stream()
                .flatMap(flag -> environments.stream().map(name -> status(flag, name)))
                .toList();
    }

    /** The next step of a flag in an environment of the policy. */
    public NextMove next(Flag flag, String environment) {
        if (state.effective(flag.name(), environment).all(Bounds::isEverybody)) {
            return new NextMove(
                    flag.name(), environment, RolloutState.COMPLETE, Optional.empty(), Optional.empty(), List.of());
        }
        Optional<JudgedStep> best = Step.candidates(flag, environment, policy).stream()
                .limit(CANDIDATES_AT_MOST)
                .map(step -> new JudgedStep(step, errors(step, flag, environment)))
                .takeWhile(new UntilReady())
                .min(JudgedStep.BEST);
        if (best.isEmpty()) {
            return new NextMove(
                    flag.name(),
                    environment,
                    RolloutState.BLOCKED,
                    Optional.empty(),
                    Optional.empty(),
                    warnings(flag, environment));
        }
        JudgedStep judged = best.get();
        return new NextMove(
                flag.name(), environment, judged.state(), Optional.of(judged.step()), judged.from(), judged.errors());
    }

    /** Where a flag stands in an environment of the policy. */
    public FlagStatus status(Flag flag, String environment) {
        PerCell<Bounds> reach = state.effective(flag.name(), environment);
        return new FlagStatus(
                next(flag, environment),
                flag,
                Portion.of(state.declared(flag.name(), environment), policy.ringNames(), Percentage::percent),
                Portion.of(reach, policy.ringNames(), Bounds::share),
                () -> lastMovement(flag.name(), environment),
                users(reach, environment),
                proposal.evidence().readings().all().stream()
                        .filter(reading -> reading.flag().equals(flag.name())
                                && reading.environment().equals(environment))
                        .toList());
    }

    /**
     * Words for the raise that is already in the proposal, without any step, and has not landed. No other flag can rise
     * in the same change.
     */
    public Optional<String> underway() {
        List<String> rising = standing().raises().stream()
                .map(raise -> raise.name() + " rises in " + raise.exposure().environment())
                .distinct()
                .toList();
        return rising.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", rising) + ", on top of "
                        + proposal.base().name() + ": nothing else can rise until that has landed or is taken back");
    }

    /**
     * The last movements of some flags, found in one walk back over the line. This is faster than one walk for each
     * flag.
     */
    public MovementTimes movementTimes(Collection<String> keys) {
        Set<String> asked = new HashSet<>(keys);
        for (String key : keys) {
            asked.addAll(state.tree().ancestors(flag(key)));
        }
        Ledger walked = new WalkedLedger(new History(proposal.evidence().line().about(asked)));
        return (flag, environment) ->
                walked.lastMovement(flag, environment, Instant.MIN).map(Moment::time);
    }

    /**
     * Expired flags and experiments, and stale flags, among these keys. Without keys, among all.
     *
     * @return the warnings of the rules {@code expired-flag} and {@code stale-flag}
     */
    public List<Finding> finished(Collection<String> keys) {
        Set<String> complete = state.tree()
                .flags()
                .map(Flag::name)
                .filter(key -> keys.isEmpty() || keys.contains(key))
                .filter(key -> policy.environmentNames().stream()
                        .allMatch(
                                environment -> state.effective(key, environment).all(Bounds::isEverybody)))
                .collect(Collectors.toSet());
        Set<String> others = state.tree()
                .flags()
                .map(Flag::name)
                .filter(key -> !complete.contains(key))
                .collect(Collectors.toSet());
        Set<String> asked = new HashSet<>(complete);
        complete.forEach(key -> asked.addAll(state.tree().ancestors(flag(key))));
        Ledger walked = new WalkedLedger(new History(proposal.evidence().line().about(asked)));
        return TreeWarnings.of(state, others, walked, now())
                .filter(warning ->
                        keys.isEmpty() || warning.flag().filter(keys::contains).isPresent())
                .toList();
    }

    /** The time of a flag's last movement in an environment. */
    public Optional<Instant> lastMovement(String flag, String environment) {
        return ledger.lastMovement(flag, environment, Instant.MIN).map(Moment::time);
    }

    /**
     * The plan that leads to a goal.
     *
     * @param start no step is planned before this time
     */
    public Schedule schedule(String key, String environment, Optional<Step> to, Instant start) {
        environments(Optional.of(environment));
        Flag flag = flag(key);
        Goal goal = to.map(step -> goal(step, flag, environment)).orElseGet(() -> Goal.of(flag, environment, policy));
        List<Entry> steps = new ArrayList<>();
        Planner planner = this;
        Instant earliest = upToMinute(start);
        while (steps.size() < STEPS_AT_MOST) {
            Flag current = planner.flag(key);
            Optional<NextMove> landing = planner.at(earliest).earliest(current, environment, goal);
            if (landing.isEmpty()) {
                Optional<Instant> complete = steps.isEmpty()
                        ? lastMovement(key, environment)
                        : Optional.of(steps.get(steps.size() - 1).at());
                return new Schedule(key, environment, steps, complete, Optional.empty());
            }
            NextMove move = landing.get();
            boolean tooLate = move.from()
                    .filter(at -> at.isAfter(upToMinute(start).plus(HORIZON)))
                    .isPresent();
            if (move.state() == RolloutState.BLOCKED || tooLate) {
                return new Schedule(
                        key,
                        environment,
                        steps,
                        Optional.empty(),
                        move.reasons().stream().findFirst());
            }
            Instant at = move.from().orElseThrow();
            planner = planner.landing(move.step().orElseThrow(), current, environment, at);
            steps.add(new Entry(
                    move.step().orElseThrow(),
                    at,
                    planner.users(planner.state.effective(key, environment), environment)));
            earliest = at;
        }
        throw new IllegalStateException("a plan of " + key + " without an end");
    }

    private Goal goal(Step step, Flag flag, String environment) {
        if (step instanceof Step.RingTo to) {
            if (!policy.ringNames().contains(to.ring())) {
                throw new CannotJudge(
                        "there is no ring \"" + to.ring() + "\"",
                        Spelling.didYouMean(to.ring(), policy.ringNames())
                                .orElse("the rings are " + String.join(", ", policy.ringNames())));
            }
            if (!Goal.hasRings(flag, environment)) {
                throw new CannotJudge(
                        "\"" + flag.name() + "\" has no rings in " + environment, "give a percentage, as in --to 50");
            }
        }
        Policy.Environment known = policy.environment(environment).orElseThrow();
        if (step instanceof Step.AddServer add) {
            List<String> servers = known.regions().stream()
                    .flatMap(region -> region.servers().stream())
                    .map(server -> server.name().value())
                    .toList();
            requireKnown("server", add.server(), servers, environment);
        }
        if (step instanceof Step.AddRegion add) {
            List<String> regions = known.regions().stream()
                    .map(region -> region.name().value())
                    .toList();
            requireKnown("region", add.region(), regions, environment);
        }
        return Goal.of(step, policy);
    }

    private static void requireKnown(String what, String name, List<String> known, String environment) {
        if (!known.contains(name)) {
            throw new CannotJudge(
                    "there is no " + what + " \"" + name + "\" in " + environment,
                    Spelling.didYouMean(name, known)
                            .orElse(
                                    known.isEmpty()
                                            ? "the policy names none there"
                                            : "there are " + String.join(", ", known)));
        }
    }

    /**
     * The next step that leads to a goal, with the full minute from which the judge accepts it. If no such step is
     * accepted without a person's action, it is blocked. Empty if no step is left.
     */
    private Optional<NextMove> earliest(Flag flag, String environment, Goal goal) {
        List<Step> leading = Step.candidates(flag, environment, policy).stream()
                .filter(goal::allows)
                .limit(CANDIDATES_AT_MOST)
                .toList();
        if (leading.isEmpty() || state.effective(flag.name(), environment).all(Bounds::isEverybody)) {
            return Optional.empty();
        }
        List<NextMove> moves = new ArrayList<>();
        for (Step step : leading) {
            NextMove move = earliest(step, flag, environment);
            moves.add(move);
            if (move.state() != RolloutState.BLOCKED) {
                return Optional.of(move);
            }
        }
        return moves.stream().min(Comparator.comparingInt(move -> move.reasons().size()));
    }

    private NextMove earliest(Step step, Flag flag, String environment) {
        Instant at = upToMinute(now());
        Instant end = at.plus(HORIZON);
        List<Finding> latest = List.of();
        while (true) {
            JudgedStep judged = new JudgedStep(step, at(at).errors(step, flag, environment));
            if (judged.state() == RolloutState.READY) {
                return new NextMove(
                        flag.name(), environment, RolloutState.READY, Optional.of(step), Optional.of(at), latest);
            }
            Optional<Instant> from = judged.from().map(Planner::upToMinute).filter(at::isBefore);
            if (from.isEmpty() || from.get().isAfter(end)) {
                return new NextMove(
                        flag.name(),
                        environment,
                        RolloutState.BLOCKED,
                        Optional.of(step),
                        Optional.empty(),
                        blocking(judged.errors()));
            }
            latest = judged.errors();
            at = from.get();
        }
    }

    /** The findings in order: first those that only a person can mend. */
    private static List<Finding> blocking(List<Finding> errors) {
        return errors.stream()
                .sorted(Comparator.comparing(error -> error.passesFrom().isPresent()))
                .toList();
    }

    /** The same planner at another time. */
    private Planner at(Instant time) {
        return time.equals(now())
                ? this
                : new Planner(
                        judge,
                        with(proposal.evidence().line(), time, tree),
                        history,
                        ledger,
                        tree,
                        state,
                        policy,
                        true);
    }

    /** The planner after a step has landed. */
    private Planner landing(Step step, Flag flag, String environment, Instant at) {
        FlagTree landed = tree.replacing(step.appliedTo(flag, environment, policy));
        CommitLine before = proposal.evidence().line();
        CommitLine line = (before instanceof PlannedLine planned ? planned : new PlannedLine(before)).plus(landed, at);
        History longer = new History(line);
        FlagTree read = landed.fallingBackOn(state.tree());
        return new Planner(
                judge,
                with(line, at, landed),
                longer,
                new WalkedLedger(longer),
                landed,
                new FlagState(read, Optional.of(policy)),
                policy,
                true);
    }

    private Proposal with(CommitLine line, Instant now, FlagTree head) {
        Evidence known = proposal.evidence();
        return new Proposal(
                proposal.headName(),
                head,
                new Evidence(line, now)
                        .withCommits(known.commits())
                        .withLanding(known.landing())
                        .withDeployments(known.deployments())
                        .withReadings(known.readings()));
    }

    /** The findings that refuse a step now. */
    private List<Finding> errors(Step step, Flag flag, String environment) {
        return judge.errors(change(step, flag, environment), proposal.base(), proposal.headName());
    }

    private Change change(Step step, Flag flag, String environment) {
        Flag stepped = step.appliedTo(flag, environment, policy);
        if (planned) {
            return new Change(tree.replacing(stepped), proposal.evidence(), history, ledger);
        }
        return standing().replacing(stepped);
    }

    private Change standing() {
        Change known = standing;
        if (known == null) {
            known = new Change(tree, proposal.evidence(), history, ledger);
            standing = known;
        }
        return known;
    }

    /** The judge's warnings about a flag as it stands, which tell why some declared users do not have it. */
    private List<Finding> warnings(Flag flag, String environment) {
        return judge.structure(tree, proposal.headName(), now()).findings().stream()
                .filter(finding -> finding.flag().equals(Optional.of(flag.name()))
                        && finding.environment().equals(Optional.of(environment)))
                .sorted(Finding.ORDER)
                .collect(Collectors.toList());
    }

    private Optional<UserCount> users(PerCell<Bounds> reach, String environment) {
        return new ExpectedUsers(policy, policy.environment(environment).orElseThrow()).reached(reach);
    }

    static Instant upToMinute(Instant time) {
        Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(time) ? minute : minute.plus(1, ChronoUnit.MINUTES);
    }

    /** Accepts judged steps up to and including the first one that is ready. */
    private static final class UntilReady implements java.util.function.Predicate<JudgedStep> {
        private boolean found;

        @Override
        public boolean test(JudgedStep judged) {
            boolean passes = !found;
            found |= judged.state() == RolloutState.READY;
            return passes;
        }
    }
}
