package dev.hoist.validator.rules;

import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.reading.FileRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All rules about trees and changes, in the order of the documentation. */
public final class RuleBook {
    private static final List<StructureRule> STRUCTURE = List.of(
            new DuplicateFlag(),
            new UnknownDependency(),
            new DependencyCycle(),
            new UnknownEnvironment(),
            new UnknownRing(),
            new UnknownServer(),
            new UnknownRegion(),
            new UnknownCheck(),
            new UnknownGuardrailTarget(),
            new DoubtfulGuardrail());

    private static final List<Rule> STRUCTURE_OF_STEPS = List.of(new RemovedPolicy(), new ReorderedRings());

    private static final List<Entry> STEPS = List.of(
            passedByRestore(new SeveralRaises()),
            always(new RaiseNotAlone()),
            always(new BornExposed()),
            passedByRestore(new OffLadder()),
            passedByRestore(new SkippedStep()),
            passedByRestore(new RingOutOfOrder()),
            passedByRestore(new CanaryOutOfOrder()),
            always(new AheadOfDependency()),
            always(new MismatchedSalt()),
            passedByRestore(new SoakCutShort()),
            passedByRestore(new CrowdedRaise()),
            always(new UnprovenPromotion()),
            always(new FrozenFlag()),
            always(new ClosedWindow()),
            always(new IncompleteChecklist()),
            always(new NotLive()),
            always(new FutureHistory()),
            always(new FoxtrotMerge()),
            always(new ReshuffledUsers()),
            always(new RemovedInFlight()),
            always(new ReweightedExperiment()),
            always(new FreedEnvironment()),
            always(new CappedByDependency()),
            always(new PolicyEdited()),
            always(new ExpiredFlag()),
            always(new StaleFlag()));

    /** Rules about names that the policy does not have: a rollback may leave such names behind. */
    private static final Set<RuleId> NAMES = Set.of(
            RuleId.of(UnknownEnvironment.class),
            RuleId.of(UnknownRing.class),
            RuleId.of(UnknownServer.class),
            RuleId.of(UnknownRegion.class),
            RuleId.of(UnknownCheck.class));

    /** What an error becomes that a commit message lets through. */
    private static final RuleId OVERRIDDEN = new RuleId("overridden");

    /** What a commit message says of a change before it. */
    private static final RuleId ACKNOWLEDGED = new RuleId("acknowledged");

    private RuleBook() {}

    /** The ids of all rules, each once, in the order in which the documentation lists them. */
    public static List<RuleId> ids() {
        return Stream.of(
                        FileRules.OF_TEXT.stream(),
                        STRUCTURE.stream().map(StructureRule::id).filter(id -> !FileRules.OF_FIGURES.contains(id)),
                        FileRules.OF_FIGURES.stream(),
                        STRUCTURE_OF_STEPS.stream().map(Rule::id),
                        STEPS.stream().map(entry -> entry.rule().id()),
                        Stream.of(OVERRIDDEN, ACKNOWLEDGED))
                .flatMap(ids -> ids)
                .distinct()
                .toList();
    }

    /** What any tree must satisfy, file by file. */
    public static List<StructureRule> structure() {
        return STRUCTURE;
    }

    /** What any tree must satisfy, seen against the one before. */
    public static List<Rule> structureOfSteps() {
        return STRUCTURE_OF_STEPS;
    }

    /**
     * What a step may do.
     *
     * @param restore leave out what a mistaken rollback taken back need not satisfy
     */
    public static Stream<Rule> steps(boolean restore) {
        return STEPS.stream()
                .filter(entry -> !(restore && entry.passedByRestore()))
                .map(Entry::rule);
    }

    /** Whether a rule is about a name that the policy does not have. */
    public static boolean isAboutNames(RuleId rule) {
        return NAMES.contains(rule);
    }

    /** Whether a rule is about trees by themselves, not about steps: what it says does not depend on the clock. */
    public static boolean isAboutTrees(RuleId rule) {
        return !rule.equals(OVERRIDDEN)
                && !rule.equals(ACKNOWLEDGED)
                && STEPS.stream().noneMatch(entry -> entry.rule().id().equals(rule));
    }

    /** Whether a rule has nothing to say where structure alone is judged. */
    public static boolean needsHistory(RuleId rule) {
        return !isAboutTrees(rule) && !rule.equals(RuleId.of(ExpiredFlag.class));
    }

    private static Entry always(Rule rule) {
        return new Entry(rule, false);
    }

    private static Entry passedByRestore(Rule rule) {
        return new Entry(rule, true);
    }

    private record Entry(Rule rule, boolean passedByRestore) {}
}
