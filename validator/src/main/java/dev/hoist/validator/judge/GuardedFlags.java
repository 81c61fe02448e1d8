package dev.hoist.validator.judge;

import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.history.BackwardLedger;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.History;
import dev.hoist.validator.history.Ledger;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.rollout.Rollout;
import dev.hoist.validator.verdict.CannotJudge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The flags that guardrails watch in each environment, according to the history up to a time. */
public final class GuardedFlags {
    private final Instant now;
    private final History history;
    private final Ledger ledger;
    private final FlagState state;
    private final Policy policy;

    /** The flags at the newest commit that is not later than a time. */
    public GuardedFlags(CommitLine line, Instant now) {
        int newest = 0;
        while (newest + 1 < line.size() && line.time(newest).isAfter(now)) {
            newest++;
        }
        this.now = now;
        this.history = new History(line.from(newest));
        this.ledger = new BackwardLedger(history);
        this.state = history.state(0);
        this.policy = state.policy()
                .orElseThrow(() -> new CannotJudge(
                        "there is no policy, so there are no guardrails",
                        "\"hoist init\" writes one, and \"guardrails\" in it says what to watch"));
    }

    public Policy policy() {
        return policy;
    }

    public String commit() {
        return history.line().commit(0);
    }

    public Optional<Flag> flag(String key) {
        return state.flag(key);
    }

    /** All flags, by key. */
    public List<Flag> flags() {
        return state.tree().flags().sorted(Comparator.comparing(Flag::name)).toList();
    }

    /** All experiments, by key. */
    public List<Experiment> experiments() {
        return state.tree()
                .experiments()
                .sorted(Comparator.comparing(Experiment::name))
                .toList();
    }

    /**
     * The questions to the guardrails. If flags are named, the questions are about these flags in every environment.
     * Otherwise they are about flags in a rollout, and about exposed flags that a guardrail names.
     *
     * @param named keys of flags; empty to find the flags
     * @param environment the only environment to ask about; empty for all
     */
    public List<Question> questions(List<String> named, Optional<String> environment) {
        List<Question> questions = new ArrayList<>();
        for (Policy.Environment one : policy.environments()) {
            String name = one.name().value();
            if (environment.isPresent() && !environment.get().equals(name)) {
                continue;
            }
            for (Flag flag : flags()) {
                boolean inRollout = named.isEmpty() ? isInRollout(flag, name) : named.contains(flag.name());
                for (Guardrail guardrail : policy.guardrails()) {
                    boolean about = inRollout
                            || (named.isEmpty()
                                    && guardrail.namesFlags()
                                    && guardrail.names(flag)
                                    && isExposed(flag.name(), name));
                    if (about && guardrail.covers(flag, one)) {
                        questions.add(question(guardrail, flag, name));
                    }
                }
            }
        }
        return questions;
    }

    private Question question(Guardrail guardrail, Flag flag, String environment) {
        return new Question(
                guardrail, environment, flag, moved(flag.name(), environment, now.minus(Question.reach(guardrail))));
    }

    /** The last movement of a flag, if it is not earlier than a time. */
    public Optional<Instant> moved(String flag, String environment, Instant earliest) {
        return ledger.lastMovement(flag, environment, earliest).map(Ledger.Moment::time);
    }

    /** Whether any user has the flag. */
    public boolean isExposed(String flag, String environment) {
        return state.effective(flag, environment).any(bounds -> !bounds.isNobody());
    }

    /**
     * Whether some user has the flag, and its rollout is not over: some user does not have it, it has not soaked, or it
     * has a target.
     */
    private boolean isInRollout(Flag flag, String environment) {
        return isExposed(flag.name(), environment)
                && (!isDone(flag.name(), environment)
                        || flag.block(environment).flatMap(Block::target).isPresent());
    }

    /** Whether every user has the flag, and it has soaked. */
    private boolean isDone(String flag, String environment) {
        return state.effective(flag, environment).all(Bounds::isEverybody)
                && Rollout.of(state, flag, environment, policy)
                        .flatMap(rollout -> rollout.soaking(ledger, now))
                        .isEmpty();
    }

    /**
     * The flag of the newest raise in an environment. Empty if that flag was lowered since then, or if it stands at 100
     * and has soaked. An older raise then does not count in its place.
     */
    public Optional<Flag> inFlight(String environment) {
        for (int index = 0; index + 1 < history.size(); index++) {
            // a baseline raised nothing
            if (history.policy(index + 1).isEmpty() || !history.raisedIn(environment, index)) {
                continue;
            }
            Optional<String> risen = risen(environment, index);
            if (risen.isEmpty()) {
                continue;
            }
            String flag = risen.get();
            for (int later = 0; later < index; later++) {
                if (exposure(later, flag, environment).lowers()) {
                    return Optional.empty();
                }
            }
            return isDone(flag, environment) ? Optional.empty() : state.flag(flag);
        }
        return Optional.empty();
    }

    /** The flag that a commit raises. If several flags rise, one whose declared exposure differs comes first. */
    private Optional<String> risen(String environment, int index) {
        List<String> risen = comparison(index).exposures().stream()
                .filter(exposure -> exposure.environment().equals(environment) && exposure.rises())
                .map(ExposureChange::flag)
                .toList();
        return risen.stream()
                .filter(flag -> !history.state(index)
                        .declared(flag, environment)
                        .equals(history.state(index + 1).declared(flag, environment)))
                .findFirst()
                .or(() -> risen.stream().findFirst());
    }

    private Comparison comparison(int index) {
        return new Comparison(history.state(index + 1), history.state(index), history.policyHistory(index + 1));
    }

    private ExposureChange exposure(int index, String flag, String environment) {
        return comparison(index).exposure(flag, environment);
    }

    /** Whether the last change of a flag's exposure lowered it. A person must then raise it first. */
    public boolean wentDownLast(String flag, String environment) {
        for (int index = 0; index + 1 < history.size(); index++) {
            ExposureChange exposure = exposure(index, flag, environment);
            if (exposure.rises() || exposure.lowers()) {
                return !exposure.rises();
            }
        }
        return false;
    }

    /** Whether the flag was thawed or raised after a time. A person has then looked at it after that time. */
    public boolean wasTakenUpAgainSince(String flag, String environment, Instant time) {
        // a breach is measured from the last movement on, so one that a raise brings begins with it
        for (int index = 0; index + 1 < history.size() && history.time(index).isAfter(time); index++) {
            boolean thawed = isFrozen(index + 1, flag, environment) && !isFrozen(index, flag, environment);
            if (thawed || exposure(index, flag, environment).rises()) {
                return true;
            }
        }
        return false;
    }

    private boolean isFrozen(int index, String flag, String environment) {
        return history.state(index)
                .flag(flag)
                .flatMap(known -> known.block(environment))
                .filter(Block::isFrozen)
                .isPresent();
    }
}
