package dev.hoist.validator.judge;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.guardrail.Readings;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitCache;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.History;
import dev.hoist.validator.history.Landing;
import dev.hoist.validator.history.ReachingLedger;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.verdict.Acknowledgement;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One audit of a line, from the oldest change to the newest. Of changes that are already judged, it stores only which
 * of them were refused.
 */
final class Audit {
    private final Judge judge;
    private final CommitLine line;
    private final Instant clock;
    private final IntFunction<List<ChangeCommit>> commitsOf;
    private final CommitCache memory;
    private final BitSet refused = new BitSet();
    private @Nullable List<Said> said;
    private @Nullable Boolean acknowledging;

    Audit(Judge judge, CommitLine line, Instant clock, IntFunction<List<ChangeCommit>> commitsOf, CommitCache memory) {
        this.judge = judge;
        this.line = line;
        this.clock = clock;
        this.commitsOf = commitsOf;
        this.memory = memory;
    }

    void run(int oldest, int newest, Judge.Hearer each) {
        History history = new History(line, memory);
        ReachingLedger ledger = new ReachingLedger(history, oldest + 1);
        for (int index = oldest; index >= newest; index--) {
            Optional<Verdict> known =
                    index == newest || judgedAtTheClock(index) ? Optional.empty() : memory.clean(index);
            Verdict verdict = known.isPresent() ? known.get() : judged(index, oldest, newest, history, ledger);
            refused.set(index, !verdict.accepted());
            Optional<Acknowledgement> acknowledgement =
                    verdict.accepted() ? Optional.empty() : acknowledgement(index, newest);
            boolean open = !verdict.accepted() && acknowledgement.isEmpty();
            each.judged(index, open ? sayingHowToAcknowledge(verdict, index, newest) : verdict, acknowledgement);
            ledger.enter(index);
        }
    }

    /** The verdict on a refused change, whose first error also gives the line that acknowledges the change. */
    private Verdict sayingHowToAcknowledge(Verdict verdict, int index, int newest) {
        String request = Acknowledgements.line(line.commit(index));
        String how = allowsAcknowledging(newest)
                ? "a later commit can acknowledge it: " + request
                : "to acknowledge it, land overrides: {acknowledge: true} in the policy, then a commit with " + request;
        List<Finding> findings = new ArrayList<>(verdict.findings());
        for (int place = 0; place < findings.size(); place++) {
            Finding finding = findings.get(place);
            if (finding.isError()) {
                findings.set(
                        place,
                        finding.help(finding.help().map(help -> help + "; ").orElse("") + how));
                return verdict.withFindings(findings);
            }
        }
        return verdict;
    }

    /** Whether the newest policy lets the next commit acknowledge a change. */
    private boolean allowsAcknowledging(int newest) {
        Boolean known = acknowledging;
        if (known == null) {
            known = new History(line.from(newest))
                    .policy(0)
                    .filter(Policy::acknowledging)
                    .isPresent();
            acknowledging = known;
        }
        return known;
    }

    private Verdict judged(int index, int oldest, int newest, History history, ReachingLedger ledger) {
        int behind = index + 1;
        Change change =
                new Change(line.tree(index), evidence(index).withLanding(Landing.ONWARD), history.from(behind), ledger);
        Base base = Base.before(behind < line.size() ? Optional.of(line.commit(behind)) : Optional.empty());
        Verdict whole = judge.verdict(
                change,
                base,
                line.commit(index),
                index == newest,
                older -> older + behind <= oldest
                        ? refused.get(older + behind)
                        : !alone(older + behind).accepted());
        Verdict verdict = whole.accepted() ? whole : Judge.withRestsOfFiles(whole, change, base, line.commit(index));
        if (change.isBaseline() || change.judging().isPresent()) {
            history.know(index, change.comparison());
        }
        // what has findings is judged again: they show lines, and later commits may speak of them
        if (verdict.findings().isEmpty() && verdict.freezes().isEmpty() && !judgedAtTheClock(index)) {
            memory.keepClean(index, verdict);
        }
        return verdict;
    }

    /** The time at which a change is judged: its own time, or the clock if its own time is later. */
    private Instant time(int index) {
        return judgedAtTheClock(index) ? clock : line.time(index);
    }

    private boolean judgedAtTheClock(int index) {
        return line.time(index).isAfter(clock);
    }

    /**
     * The first acknowledgement of a refused change by a later accepted change, if the judging policy of that later
     * change allows it.
     */
    private Optional<Acknowledgement> acknowledgement(int index, int newest) {
        List<Said> all = said;
        if (all == null) {
            all = collected(index - 1, newest);
            said = all;
        }
        return all.stream()
                .filter(one -> one.index() < index
                        && one.target().isPresent()
                        && one.target().get() == index)
                .filter(one -> alone(one.index()).accepted())
                .map(one -> new Acknowledgement(
                        one.request().commit().id(),
                        one.request().commit().author(),
                        one.request().reason()))
                .findFirst();
    }

    private List<Said> collected(int oldest, int newest) {
        List<Said> collected = new ArrayList<>();
        for (int index = oldest; index >= newest; index--) {
            List<Acknowledgements.Request> requests = Acknowledgements.in(commitsOf.apply(index));
            if (!requests.isEmpty()) {
                int behind = index + 1;
                History history = new History(line.from(behind));
                for (Acknowledgements.Request request : requests) {
                    Acknowledgements.Target target = request.target(history.line(), history.policy(0));
                    Optional<Integer> meant = target.index().isPresent()
                            ? Optional.of(behind + target.index().getAsInt())
                            : Optional.empty();
                    collected.add(new Said(index, request, meant));
                }
            }
        }
        return collected;
    }

    /** The verdict on one change, judged out of order. It is the same as in order. */
    private Verdict alone(int index) {
        return new Judge().judge(new Proposal(line.commit(index), line.tree(index), evidence(index)));
    }

    private Evidence evidence(int index) {
        return new Evidence(line.from(index + 1), time(index))
                .withCommits(commitsOf.apply(index))
                .withReadings(new Readings.OutOfScope());
    }

    /**
     * One acknowledgement in a change of the audit.
     *
     * @param index index of the change that contains the acknowledgement
     * @param target index of the acknowledged change, if there is one
     */
    private record Said(int index, Acknowledgements.Request request, Optional<Integer> target) {}
}
