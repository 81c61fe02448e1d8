package dev.hoist.validator.judge;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Severity;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.ReadingSource;
import dev.hoist.validator.guardrail.Readings;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitCache;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.History;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.rollout.ClosedTimes;
import dev.hoist.validator.rollout.Rollout;
import dev.hoist.validator.rules.Rule;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.rules.RuleFacts;
import dev.hoist.validator.rules.Structure;
import dev.hoist.validator.rules.TreeWarnings;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Acknowledgement;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Judges changes. The same change, history and clock give the same verdict. Not thread-safe. */
public final class Judge {
    private final Structure structure = new Structure();

    /** Judges one proposed change. */
    public Verdict judge(Proposal proposal) {
        return judge(change(proposal), proposal.base(), proposal.headName());
    }

    /**
     * The same proposal with readings: of the guardrails that cover its raises, and of the experiments that it
     * concludes. If it has none of these, the proposal itself.
     */
    public static Proposal read(Proposal proposal, ReadingSource source) {
        Change change = read(change(proposal), source);
        return new Proposal(
                proposal.base(),
                proposal.headName(),
                proposal.head(),
                proposal.evidence().withReadings(change.readings()));
    }

    /**
     * The same change with readings: of the guardrails that cover its raises, and of the experiments that it concludes.
     * If it has none of these, the change itself.
     */
    public static Change read(Change change, ReadingSource source) {
        List<Question> questions = change.questions();
        List<Experiment> concluded = change.concluded();
        if (questions.isEmpty() && concluded.isEmpty()) {
            return change;
        }
        Policy policy = change.judging().orElseThrow();
        return change.withReadings(new Readings.Known(
                questions.isEmpty() ? List.of() : source.read(policy, questions, change.now()),
                concluded.isEmpty() ? List.of() : source.readSamples(policy, concluded, change.now())));
    }

    public Verdict judge(Change change, Base base, String headName) {
        // whether what it acknowledges was refused takes an audit to say
        Verdict verdict = sayingHowToOverride(verdict(change, base, headName, false, older -> true), change)
                .withEdits(Edits.of(change));
        return verdict.accepted() ? verdict : withRestsOfFiles(verdict, change, base, headName);
    }

    /** The errors of the verdict on a change, in order. */
    public List<Finding> errors(Change change, Base base, String headName) {
        List<Finding> findings = passingAtOnce(refusals(change), change);
        boolean refused = findings.stream().anyMatch(Finding::isError);
        List<Finding> all = refused && !change.written().partlyReadable().isEmpty()
                ? judge(change, base, headName).findings()
                : sayingHowToOverride(findings, change);
        return all.stream().filter(Finding::isError).sorted(Finding.ORDER).toList();
    }

    private static Verdict sayingHowToOverride(Verdict verdict, Change change) {
        return verdict.withFindings(sayingHowToOverride(verdict.findings(), change));
    }

    /**
     * The same findings. Each error that a commit message can override, if base's policy allows it, also says how. This
     * is not done for a change that has landed, because it can no longer be overridden.
     */
    private static List<Finding> sayingHowToOverride(List<Finding> findings, Change change) {
        return findings.stream()
                .map(finding -> RuleBook.howToOverride(finding, change)
                        .map(line -> finding.help(
                                finding.help().map(help -> help + ", or ").orElse("") + line))
                        .orElse(finding))
                .toList();
    }

    /**
     * The verdict on a refused change, with further findings from the readable rest of each unreadable file. Otherwise
     * these findings would appear only after the file is mended. For all other findings, an unreadable file counts as
     * its newest readable version.
     */
    static Verdict withRestsOfFiles(Verdict verdict, Change change, Base base, String headName) {
        Set<String> paths = change.written().partlyReadable();
        if (paths.isEmpty()) {
            return verdict;
        }
        Set<Finding> findings = new LinkedHashSet<>(verdict.findings());
        Change ofRests = change.withWritten(change.written().readingRests());
        new Judge()
                .verdict(ofRests, base, headName, false, older -> true).findings().stream()
                        .filter(finding -> paths.contains(finding.file()))
                        // the readable rest lacks each block that has a mistake, and nobody proposes a change without
                        // that block
                        .filter(finding -> RuleBook.facts(finding.rule())
                                .filter(RuleFacts::needsWholeFiles)
                                .isEmpty())
                        // said already of the file as it was, whose text differs
                        .filter(finding -> verdict.findings().stream().noneMatch(finding::saysTheSameAs))
                        .forEach(findings::add);
        return verdict.withFindings(List.copyOf(findings));
    }

    /** The change that a proposal describes. */
    public static Change change(Proposal proposal) {
        return new Change(proposal.head(), proposal.evidence());
    }

    /** Judges the structure of a tree, without history. */
    public Verdict structure(FlagTree head, String headName, Instant now) {
        FlagState state = new FlagState(head, head.policy());
        Set<Finding> found = new LinkedHashSet<>(structure.of(head, state));
        Set<String> partly = head.partlyReadable();
        if (!partly.isEmpty()) {
            FlagTree rests = head.readingRests();
            new Structure()
                    .of(rests, new FlagState(rests, state.policy())).stream()
                            .filter(finding -> partly.contains(finding.file()))
                            .forEach(found::add);
        }
        List<Finding> findings = new ArrayList<>(found);
        TreeWarnings.ofTree(state, now).forEach(findings::add);
        return new Verdict(
                Kind.NONE,
                Base.STRUCTURE_ALONE,
                headName,
                now,
                TimeSource.CLAIMED,
                zone(state.policy()),
                findings,
                List.of(),
                false);
    }

    /**
     * Judges a range of a line. Each commit is judged against its first parent, at its own time.
     *
     * @param clock a change with a later time is judged at this time
     * @param oldest index of the first commit to judge
     * @param newest index of the newest commit to judge
     * @param commitsOf gives the commits of the change at an index
     * @param memory stored results for the whole line; the audit trusts them without a check
     * @param each receives every verdict with its index, oldest first
     */
    public void audit(
            CommitLine line,
            int oldest,
            int newest,
            Instant clock,
            IntFunction<List<ChangeCommit>> commitsOf,
            CommitCache memory,
            Hearer each) {
        new Audit(this, line, clock, commitsOf, memory).run(oldest, newest, each);
    }

    /**
     * The verdict on a change.
     *
     * @param upkeepOfAll whether to add the warnings about expired and stale flags in files that the change does not
     *     touch
     * @param refused tells whether an earlier change was refused, by its index on the line behind this change
     */
    Verdict verdict(Change change, Base base, String headName, boolean upkeepOfAll, IntPredicate refused) {
        List<Finding> findings = new ArrayList<>();
        structural(change).forEach(findings::add);
        for (Rule rule : RuleBook.ofChanges(change.kind() == Kind.RESTORE)) {
            check(rule, change, findings);
        }
        findings.addAll(Acknowledgements.findings(change, refused));
        if (upkeepOfAll) {
            Set<Finding> known = new HashSet<>(findings);
            TreeWarnings.of(change).filter(finding -> !known.contains(finding)).forEach(findings::add);
        }
        History history = change.history();
        return new Verdict(
                change.kind(),
                base,
                headName,
                change.now(),
                history.line().timeSource(),
                zone(change.judging().or(() -> change.head().policy())),
                passingAtOnce(findings, change),
                Movements.of(change),
                change.commits().stream()
                        .anyMatch(commit -> commit.isMerge() && commit.id().equals(headName)),
                FreezeChanges.of(change),
                change.readings().all(),
                List.of());
    }

    /** The findings of all rules that can refuse a change. */
    private List<Finding> refusals(Change change) {
        List<Finding> findings = new ArrayList<>();
        structural(change).forEach(findings::add);
        for (Rule rule : RuleBook.refusing(change.kind() == Kind.RESTORE)) {
            check(rule, change, findings);
        }
        return findings;
    }

    private static void check(Rule rule, Change change, List<Finding> findings) {
        rule.check(change).forEach(finding -> findings.add(overridden(finding, rule, change)));
    }

    private Stream<Finding> structural(Change change) {
        return demoted(change).map(finding -> RuleBook.atAddedPlace(finding, change));
    }

    private Stream<Finding> demoted(Change change) {
        List<Finding> head = Stream.concat(
                        structureOf(change).stream(),
                        RuleBook.structureOfChanges().stream().flatMap(rule -> rule.check(change)))
                .toList();
        if (change.isBaseline() || change.raisesSomething() || head.stream().noneMatch(Finding::isError)) {
            return head.stream();
        }
        FlagTree written = change.history().line().tree(0);
        List<Finding> known = new ArrayList<>(new Structure().of(written, change.base()));
        boolean lowers = change.lowersSomething();
        FormerNames former = new FormerNames(change.history());
        return head.stream().map(finding -> {
            boolean had = takeOne(known, finding);
            boolean spared = finding.missing()
                    .map(missing -> lowers
                            || had
                            || former.had(missing, finding.environment().orElse("")))
                    .orElse(lowers && had);
            return spared ? finding.as(Severity.WARNING) : finding;
        });
    }

    /**
     * The structure findings of a change. If the change was made from another one by replacing one flag, only that
     * flag's file is checked again.
     */
    private List<Finding> structureOf(Change change) {
        Optional<Change> standing = change.standing();
        if (standing.isEmpty()) {
            return structure.of(change.written(), change.head());
        }
        structure.remember(standing.get().head());
        return structure.besides(change.written(), change.head());
    }

    /**
     * Removes one finding with the same rule, file and message from a list. The same mistake made twice counts as two.
     */
    private static boolean takeOne(List<Finding> known, Finding finding) {
        for (int index = 0; index < known.size(); index++) {
            if (known.get(index).saysTheSameAs(finding)) {
                known.remove(index);
                return true;
            }
        }
        return false;
    }

    private static Finding overridden(Finding finding, Rule rule, Change change) {
        boolean overridable = finding.isError()
                && finding.flag().isPresent()
                && RuleBook.facts(rule.id()).filter(RuleFacts::overridable).isPresent()
                && rule.allowsOverride(change);
        if (!overridable) {
            return finding;
        }
        return change.override(finding.rule(), finding.flag().get())
                .map(request -> Overridden.of(finding, request))
                .orElse(finding);
    }

    /**
     * Gives all findings that only time refuses the same time: the first at which none of them refuses any more. If
     * everything stays closed for years, they get no time.
     */
    private static List<Finding> passingAtOnce(List<Finding> findings, Change change) {
        Optional<Instant> latest = findings.stream()
                .filter(Finding::isError)
                .flatMap(finding -> finding.passesFrom().stream())
                .max(Instant::compareTo);
        if (latest.isEmpty()) {
            return findings;
        }
        List<ClosedTimes> closed = change.raises().stream()
                .flatMap(raise -> change.start(raise).stream())
                .map(Rollout::closedTimes)
                .distinct()
                .toList();
        Optional<Instant> from = ClosedTimes.firstOpen(closed, latest.get());
        return findings.stream()
                .map(finding ->
                        finding.isError() && finding.passesFrom().isPresent() ? finding.passesFrom(from) : finding)
                .toList();
    }

    private static ZoneId zone(Optional<Policy> policy) {
        return policy.map(Policy::zone).orElse(ZoneOffset.UTC);
    }

    /** Receives the verdicts of an audit, oldest first. */
    @FunctionalInterface
    public interface Hearer {

        /**
         * Receives the verdict on one change.
         *
         * @param index the change's index on the line
         * @param acknowledged the acknowledgement of this change by a later change, if it was refused
         */
        void judged(int index, Verdict verdict, Optional<Acknowledgement> acknowledged);
    }
}
