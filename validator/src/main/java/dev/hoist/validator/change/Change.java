package dev.hoist.validator.change;

import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Readings;
import dev.hoist.validator.history.BackwardLedger;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.Deployments;
import dev.hoist.validator.history.History;
import dev.hoist.validator.history.Landing;
import dev.hoist.validator.history.Ledger;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.rollout.Rollout;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change from base to head, with the answers to all questions of the rules: what rises, what is lowered, and what
 * happened in the history. Immutable. It also has the only clock that rules may use.
 */
public final class Change {
    private final Comparison comparison;
    private final FlagTree written;
    private final Optional<Policy> judging;
    private final Evidence evidence;
    private final History history;
    private final Ledger ledger;
    private final Overrides overrides;
    private final List<ExposureChange> exposures;
    private final List<Raise> raises = new ArrayList<>();
    private final List<Raise> uncapped = new ArrayList<>();
    private final List<Raise> imports = new ArrayList<>();
    private final boolean baseline;
    private final boolean restore;
    private final boolean takesFreedom;
    private final @Nullable Change standing;
    private @Nullable Set<String> touched;

    /**
     * The change from the newest commit of a line to a head.
     *
     * @param written the flags of head, as they are written
     */
    public Change(FlagTree written, Evidence evidence) {
        this(written, evidence, new History(evidence.line()));
    }

    private Change(FlagTree written, Evidence evidence, History history) {
        this(written, evidence, history, new BackwardLedger(history));
    }

    /**
     * The same, if that line was read before.
     *
     * @param history of the line in the evidence
     * @param ledger when each flag last moved or was raised on that line
     */
    public Change(FlagTree written, Evidence evidence, History history, Ledger ledger) {
        this.written = written;
        this.evidence = evidence;
        this.history = history;
        this.ledger = ledger;
        FlagState known = history.size() > 0
                ? history.state(0)
                : new FlagState(FlagTree.empty(written.directory()), Optional.empty());
        this.judging = known.policy();
        this.baseline = judging.isEmpty() && !history.hasHadPolicyFile();
        FlagTree head = written.fallingBackOn(known.tree());
        // a policy that nobody could ever read says nothing of base; head's says at least what differs
        FlagState base = judging.isEmpty() && !baseline ? new FlagState(known.tree(), head.policy()) : known;
        this.comparison = new Comparison(
                base,
                head == base.tree() ? base : new FlagState(head, head.policy().or(() -> judging)),
                history.policyHistory(0));
        this.takesFreedom = judging.stream()
                .flatMap(policy -> policy.environments().stream())
                .filter(Policy.Environment::free)
                .flatMap(old ->
                        head().policy().orElseThrow().environment(old.name().value()).stream())
                .anyMatch(environment -> !environment.free());
        this.overrides = Overrides.in(
                evidence.commits(), judging.map(Policy::overridable).orElse(Set.of()));
        this.exposures = comparison.exposures();
        sortRises();
        this.restore = !isBaseline() && isRestore();
        this.standing = null;
    }

    /** A change that differs from another in one flag of head. */
    private Change(Change standing, FlagTree written, Flag flag) {
        this.standing = standing;
        this.written = written;
        this.evidence = standing.evidence;
        this.history = standing.history;
        this.ledger = standing.ledger;
        this.judging = standing.judging;
        this.baseline = standing.baseline;
        this.comparison = standing.comparison.replacing(flag, written);
        this.takesFreedom = standing.takesFreedom;
        this.overrides = standing.overrides;
        this.exposures = comparison.exposures();
        sortRises();
        this.restore = !isBaseline() && isRestore();
    }

    /**
     * The same change, but with another version of one flag's file at head. Only the exposures that depend on this flag
     * are compared again.
     */
    @SuppressWarnings("ReferenceEquality") // another tree is read where a file is unreadable
    public Change replacing(Flag flag) {
        FlagTree replaced = written.replacing(flag);
        return written == head().tree()
                ? new Change(this, replaced, flag)
                : new Change(replaced, evidence, history, ledger);
    }

    /** The change from which {@link #replacing} made this one; empty if this one was not made so. */
    public Optional<Change> standing() {
        return Optional.ofNullable(standing);
    }

    private void sortRises() {
        List<Raise> others = new ArrayList<>();
        for (ExposureChange exposure : exposures) {
            if (exposure.rises() && !isFree(exposure.environment())) {
                Raise raise = raise(exposure);
                (isImport(raise) ? imports : others).add(raise);
            }
        }
        boolean someoneActs = others.stream().anyMatch(Raise::isOwnDoing) || !imports.isEmpty();
        for (Raise raise : others) {
            (someoneActs && !raise.isOwnDoing() ? uncapped : raises).add(raise);
        }
    }

    private Raise raise(ExposureChange exposure) {
        Flag flag = head().flag(exposure.flag()).orElseThrow();
        return new Raise(
                exposure,
                base().flag(exposure.flag()),
                flag,
                figures(exposure.environment()),
                canaryServers(flag, exposure.environment()));
    }

    private boolean isImport(Raise raise) {
        return raise.before().isEmpty()
                && overrides
                        .of(Overrides.IMPORT.text(), raise.flag().place().path())
                        .isPresent();
    }

    private Set<String> canaryServers(Flag flag, String environment) {
        Optional<Policy.Environment> known = head().policy().flatMap(policy -> policy.environment(environment));
        Optional<Form> form = flag.block(environment).flatMap(Block::live);
        return known.isPresent() && form.isPresent() ? form.get().servers(known.get()) : Set.of();
    }

    /** Base and head, compared over the cells of both. */
    public Comparison comparison() {
        return comparison;
    }

    public FlagState base() {
        return comparison.before();
    }

    /** Head as it is read: in place of an unreadable file, it has base's version of the file. */
    public FlagState head() {
        return comparison.after();
    }

    /** The same change with another head. */
    public Change withWritten(FlagTree head) {
        return new Change(head, evidence);
    }

    /** The flags of head as they are written. */
    public FlagTree written() {
        return written;
    }

    /** The judging policy: the newest readable policy at or behind base; empty if there is none. */
    public Optional<Policy> judging() {
        return judging;
    }

    /** The judging policy's settings of an environment. */
    public Optional<Policy.Environment> figures(String environment) {
        return judging.flatMap(policy -> policy.environment(environment));
    }

    /**
     * Whether an environment is free: no rule about raises or edits judges it. If the change removes {@code free} from
     * an environment, no environment is free. The change may then raise nothing, because its revert would set
     * {@code free} again and could not pass as a rollback.
     */
    public boolean isFree(String environment) {
        return !takesFreedom
                && figures(environment).filter(Policy.Environment::free).isPresent();
    }

    public Ledger ledger() {
        return ledger;
    }

    public History history() {
        return history;
    }

    public List<ChangeCommit> commits() {
        return evidence.commits();
    }

    public Instant now() {
        return evidence.now();
    }

    /** How head would replace base. */
    public Landing landing() {
        return evidence.landing();
    }

    /** Which commit is deployed in each environment. */
    public Deployments deployments() {
        return evidence.deployments();
    }

    /** The same change with the readings of the guardrails. */
    public Change withReadings(Readings readings) {
        return new Change(written, evidence.withReadings(readings), history, ledger);
    }

    public Readings readings() {
        return evidence.readings();
    }

    /** One question for each guardrail of the judging policy that covers a raise. */
    public Stream<Question> questions(Raise raise) {
        return raise.figures().stream()
                .flatMap(environment -> judging.stream()
                        .flatMap(policy -> policy.guardrails().stream())
                        .filter(guardrail -> guardrail.covers(raise.flag(), environment))
                        .map(guardrail -> question(guardrail, raise)));
    }

    private Question question(Guardrail guardrail, Raise raise) {
        return new Question(
                guardrail,
                raise.environment(),
                raise.flag(),
                ledger.lastMovement(raise.name(), raise.environment(), now().minus(Question.reach(guardrail)))
                        .map(Ledger.Moment::time));
    }

    /** The questions for all raises of this change. */
    public List<Question> questions() {
        return raises().stream().flatMap(this::questions).toList();
    }

    /**
     * The experiments that the change concludes, as they are at base. Only those with a minimum sample size and a query
     * that counts their users.
     */
    public List<Experiment> concluded() {
        return judging.isEmpty()
                ? List.of()
                : base().tree()
                        .experiments()
                        .filter(before -> before.status().value() != Experiment.Status.CONCLUDED
                                && before.minSampleSize().isPresent()
                                && before.exposures().isPresent())
                        .filter(before -> head().tree()
                                .experiment(before.name())
                                .filter(after -> after.status().value() == Experiment.Status.CONCLUDED)
                                .isPresent())
                        .toList();
    }

    /** Whether no commit at or behind base has a policy, readable or not. */
    public boolean isBaseline() {
        return baseline;
    }

    /** Every flag and environment in which exposure differs. */
    public List<ExposureChange> exposures() {
        return exposures;
    }

    /** The raises outside free environments, without uncapped rises and imports. */
    public List<Raise> raises() {
        return isBaseline() ? List.of() : raises;
    }

    /**
     * Where a flag stands before its raise, according to the judging policy; empty if that policy does not have the
     * environment.
     */
    public Optional<Rollout> start(Raise raise) {
        return rollout(raise, raise.exposure().reachBefore(), raise.blockBefore());
    }

    /**
     * Where a flag stands after its raise, according to the judging policy; empty if that policy does not have the
     * environment.
     */
    public Optional<Rollout> end(Raise raise) {
        return rollout(raise, raise.exposure().reachAfter(), raise.block());
    }

    private Optional<Rollout> rollout(Raise raise, PerCell<Bounds> reach, Optional<Block> block) {
        return raise.figures()
                .map(figures -> new Rollout(
                        raise.name(), reach, raise.exposure().rings(), block, judging.orElseThrow(), figures));
    }

    /** The uncapped rises: flags that rise only because a flag that they depend on rises. */
    public List<Raise> uncapped() {
        return isBaseline() ? List.of() : uncapped;
    }

    /** The imports: new flags that may be exposed from the start, because an override allows it. */
    public List<Raise> imports() {
        return isBaseline() ? List.of() : imports;
    }

    /** Whether something rises outside free environments. */
    public boolean raisesSomething() {
        return !raises().isEmpty() || !uncapped().isEmpty() || !imports().isEmpty();
    }

    /** Whether some flag is lowered in some environment. */
    public boolean lowersSomething() {
        return exposures.stream().anyMatch(ExposureChange::lowers);
    }

    public Kind kind() {
        if (isBaseline()) {
            return Kind.BASELINE;
        }
        if (restore) {
            return Kind.RESTORE;
        }
        if (exposures.stream().anyMatch(ExposureChange::rises)) {
            return Kind.RAISE;
        }
        return lowersSomething() ? Kind.ROLLBACK : Kind.NONE;
    }

    /** The override of a rule for a flag, if a commit of the change has one and the policy allows it. */
    public Optional<Overrides.Request> override(RuleId rule, String flag) {
        return head().flag(flag)
                .flatMap(some -> overrides.of(rule.text(), some.place().path()));
    }

    /** Every line of the change's commits that is meant as an override. */
    public List<Overrides.Attempt> overrideAttempts() {
        return overrides.attempts();
    }

    /** Keys of the flags and experiments whose files differ at head, and of all flags whose exposure differs. */
    public Set<String> touched() {
        Set<String> known = touched;
        if (known == null) {
            known = Collections.unmodifiableSet(findTouched());
            touched = known;
        }
        return known;
    }

    private Set<String> findTouched() {
        Set<String> keys = new LinkedHashSet<>();
        for (String path : comparison.differingPaths()) {
            head().tree().reading(path).flatMap(FileReading::key).ifPresent(key -> keys.add(key.value()));
        }
        exposures.forEach(exposure -> keys.add(exposure.flag()));
        return keys;
    }

    /** Whether each rise takes back a rollback that is recent enough for a restore. */
    private boolean isRestore() {
        List<Raise> rises = new ArrayList<>(raises);
        rises.addAll(uncapped);
        return !rises.isEmpty()
                && imports.isEmpty()
                && rises.stream().map(Raise::environment).distinct().allMatch(this::restores);
    }

    private boolean restores(String environment) {
        Optional<Duration> within = figures(environment).flatMap(Policy.Environment::restoreWithin);
        if (within.isEmpty()) {
            return false;
        }
        Instant earliest = now().minus(within.get());
        for (int index = 0; index + 1 < history.size(); index++) {
            if (history.leaving(index).isBefore(earliest) || history.raisedIn(environment, index)) {
                return false;
            }
            if (nobodyHasMoreThan(index + 1, environment)) {
                return true;
            }
        }
        return false;
    }

    private boolean nobodyHasMoreThan(int earlier, String environment) {
        return new Comparison(history.state(earlier), head(), history.policyHistory(earlier))
                .exposures().stream()
                        .filter(exposure -> exposure.environment().equals(environment))
                        .noneMatch(ExposureChange::rises);
    }
}
