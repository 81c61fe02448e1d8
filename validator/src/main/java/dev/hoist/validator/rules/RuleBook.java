package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.reading.FileRules;
import dev.hoist.validator.rules.RuleFacts.Awaited;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All rules about trees and changes, in the order of the documentation. */
public final class RuleBook {
    /** The warning that replaces an overridden error. */
    public static final RuleId OVERRIDDEN = new RuleId("overridden");

    /** The acknowledgement of an earlier change in a commit message. */
    public static final RuleId ACKNOWLEDGED = new RuleId("acknowledged");

    private static final List<Row> ROWS = Stream.of(
                    FileRules.OF_TEXT.stream().map(RuleBook::structure),
                    Stream.of(
                            structure(new DuplicateFlag()),
                            structure(new UnknownDependency()),
                            structure(new DependencyCycle()),
                            structure(new UnknownEnvironment()),
                            structure(new UnknownRing()),
                            structure(new UnknownServer()),
                            structure(new UnknownRegion()),
                            structure(new UnknownCheck())),
                    FileRules.OF_FIGURES.stream().map(RuleBook::structure),
                    Stream.of(
                            structure(new UnknownGuardrailTarget()),
                            structure(new DoubtfulGuardrail()),
                            structure(new RemovedPolicy()),
                            structure(new ReorderedRings()),
                            transition(new SeveralRaises()).overridable().passedByRestore(),
                            transition(new RaiseNotAlone()).ofWholeFiles(),
                            transition(new BornExposed()).overridable(),
                            transition(new OffLadder()).passedByRestore(),
                            transition(new SkippedStep()).overridable().passedByRestore(),
                            transition(new RingOutOfOrder()).passedByRestore(),
                            transition(new CanaryOutOfOrder()).passedByRestore(),
                            transition(new AheadOfDependency()),
                            transition(new MismatchedSalt()),
                            transition(new SoakCutShort())
                                    .overridable()
                                    .passedByRestore()
                                    .waitsFor(Awaited.CLOCK, "the soak"),
                            transition(new CrowdedRaise())
                                    .overridable()
                                    .passedByRestore()
                                    .waitsFor(Awaited.CLOCK, "the spacing of raises"),
                            transition(new UnprovenPromotion())
                                    .overridable()
                                    .waitsFor(Awaited.PROMOTION, "the environment before"),
                            transition(new FrozenFlag()),
                            transition(new ClosedWindow()).overridable().waitsFor(Awaited.CLOCK, "an open window"),
                            transition(new IncompleteChecklist())
                                    .overridable()
                                    .waitsFor(Awaited.PERSON, "the checklist"),
                            transition(new NotLive()).overridable().waitsFor(Awaited.DEPLOYMENT, "the deployment"),
                            transition(new FutureHistory()).overridable().waitsFor(Awaited.CLOCK, "the clock"),
                            transition(new GuardrailBreached()).overridable().waitsFor(Awaited.METRICS, "the metrics"),
                            transition(new GuardrailUnreadable())
                                    .overridable()
                                    .waitsFor(Awaited.METRICS, "data of the metrics"),
                            transition(new FoxtrotMerge()),
                            edit(new ReshuffledUsers()),
                            edit(new RemovedInFlight()),
                            edit(new ReweightedExperiment()),
                            edit(new FreedEnvironment()),
                            warning(new CappedByDependency()),
                            warning(new GuardrailUnread()),
                            warning(new UnderpoweredExperiment()),
                            warning(new PolicyEdited()),
                            warning(new ExpiredFlag()),
                            warning(new StaleFlag()),
                            warning(OVERRIDDEN),
                            warning(new IgnoredOverride()).ofWholeFiles(),
                            warning(ACKNOWLEDGED)))
            .flatMap(rows -> rows)
            .toList();

    private static final Map<RuleId, RuleFacts> FACTS = facts(ROWS);
    private static final List<StructureRule> STRUCTURE =
            ROWS.stream().flatMap(row -> row.ofFiles().stream()).toList();
    private static final List<Rule> STRUCTURE_OF_CHANGES = ofChanges(Set.of(RuleKind.STRUCTURE), false);
    private static final Set<RuleKind> REFUSING = EnumSet.of(RuleKind.TRANSITION, RuleKind.EDIT);
    private static final Set<RuleKind> OF_CHANGES = EnumSet.complementOf(EnumSet.of(RuleKind.STRUCTURE));
    private static final List<Rule> CHANGES = ofChanges(OF_CHANGES, false);
    private static final List<TreeWarning> OF_TREES = CHANGES.stream()
            .filter(TreeWarning.class::isInstance)
            .map(TreeWarning.class::cast)
            .toList();
    private static final List<Rule> RESTORES = ofChanges(OF_CHANGES, true);
    private static final List<Rule> REFUSING_CHANGES = ofChanges(REFUSING, false);
    private static final List<Rule> REFUSING_RESTORES = ofChanges(REFUSING, true);

    private RuleBook() {}

    /** The ids of all rules, each once, in the order in which the documentation lists them. */
    public static List<RuleId> ids() {
        return List.copyOf(FACTS.keySet());
    }

    /** The facts about each rule, in the order in which the documentation lists the rules. */
    public static List<RuleFacts> facts() {
        return List.copyOf(FACTS.values());
    }

    /** The facts about a rule; empty if there is no rule with this id. */
    public static Optional<RuleFacts> facts(RuleId rule) {
        return Optional.ofNullable(FACTS.get(rule));
    }

    /** Ids of the rules that a policy can allow a commit message to override. */
    public static List<String> overridable() {
        return FACTS.values().stream()
                .filter(RuleFacts::overridable)
                .map(facts -> facts.id().text())
                .toList();
    }

    /** A finding about a tree. If a change added the cause at another place, the finding is moved to that place. */
    public static Finding atAddedPlace(Finding finding, Change change) {
        return DependencyCycle.atAddedDependency(finding, change.base(), change.head());
    }

    /** Whether an override of a rule counts in a change, if the policy allows it. */
    public static boolean allowsOverride(RuleId rule, Change change) {
        return facts(rule).filter(RuleFacts::overridable).isPresent()
                && CHANGES.stream()
                        .filter(some -> some.id().equals(rule))
                        .allMatch(some -> some.allowsOverride(change));
    }

    /** What a commit message must contain to override an error; empty if the error cannot be overridden. */
    public static Optional<String> howToOverride(Finding error, Change change) {
        boolean allowed = change.judging()
                .filter(policy -> policy.overridable().contains(error.rule().text()))
                .isPresent();
        return error.isError() && error.flag().isPresent() && allowed && allowsOverride(error.rule(), change)
                ? Optional.of("write " + MessageText.override(error.rule().text()) + " in the commit message")
                : Optional.empty();
    }

    /** The rules about every tree, applied file by file. */
    public static List<StructureRule> structure() {
        return STRUCTURE;
    }

    /** The rules about every tree that compare it with the tree before. */
    public static List<Rule> structureOfChanges() {
        return STRUCTURE_OF_CHANGES;
    }

    /**
     * The rules about changes.
     *
     * @param restore whether to leave out the rules from which a restore is exempt
     */
    public static List<Rule> ofChanges(boolean restore) {
        return restore ? RESTORES : CHANGES;
    }

    /** The rules about changes that can refuse a change. */
    public static List<Rule> refusing(boolean restore) {
        return restore ? REFUSING_RESTORES : REFUSING_CHANGES;
    }

    /** The rules that also warn about a tree without a change. */
    static List<TreeWarning> ofTrees() {
        return OF_TREES;
    }

    /** Whether a rule is about trees and not about changes. The findings of such a rule do not depend on the clock. */
    public static boolean isAboutTrees(RuleId rule) {
        return facts(rule).filter(facts -> facts.kind() != RuleKind.STRUCTURE).isEmpty();
    }

    private static Map<RuleId, RuleFacts> facts(List<Row> rows) {
        Map<RuleId, RuleFacts> facts = new LinkedHashMap<>();
        rows.forEach(row -> facts.putIfAbsent(row.facts().id(), row.facts()));
        return facts;
    }

    private static List<Rule> ofChanges(Set<RuleKind> kinds, boolean restore) {
        List<Rule> rules = new ArrayList<>();
        for (Row row : ROWS) {
            if (kinds.contains(row.facts().kind()) && !(restore && row.facts().passedByRestore())) {
                row.ofChanges().ifPresent(rules::add);
            }
        }
        return List.copyOf(rules);
    }

    private static Row structure(RuleId id) {
        return new Row(facts(id, RuleKind.STRUCTURE), Optional.empty(), Optional.empty());
    }

    private static Row structure(StructureRule rule) {
        return new Row(facts(rule.id(), RuleKind.STRUCTURE), Optional.of(rule), Optional.empty());
    }

    private static Row structure(Rule rule) {
        return new Row(facts(rule.id(), RuleKind.STRUCTURE), Optional.empty(), Optional.of(rule));
    }

    private static Row transition(Rule rule) {
        return new Row(facts(rule.id(), RuleKind.TRANSITION), Optional.empty(), Optional.of(rule));
    }

    private static Row edit(Rule rule) {
        return new Row(facts(rule.id(), RuleKind.EDIT), Optional.empty(), Optional.of(rule));
    }

    private static Row warning(Rule rule) {
        RuleFacts facts = facts(rule.id(), RuleKind.WARNING);
        return new Row(
                rule instanceof TreeWarning ? facts.madeIndependentOfHistory() : facts,
                Optional.empty(),
                Optional.of(rule));
    }

    private static Row warning(RuleId id) {
        return new Row(facts(id, RuleKind.WARNING), Optional.empty(), Optional.empty());
    }

    private static RuleFacts facts(RuleId id, RuleKind kind) {
        return new RuleFacts(id, kind, false, false, kind != RuleKind.STRUCTURE, false, Optional.empty());
    }

    /**
     * One rule with its facts.
     *
     * @param ofFiles the rule, if it checks a tree file by file
     * @param ofChanges the rule, if it checks a change
     */
    private record Row(RuleFacts facts, Optional<StructureRule> ofFiles, Optional<Rule> ofChanges) {
        Row overridable() {
            return new Row(facts.madeOverridable(), ofFiles, ofChanges);
        }

        Row passedByRestore() {
            return new Row(facts.madePassedByRestore(), ofFiles, ofChanges);
        }

        Row ofWholeFiles() {
            return new Row(facts.madeOfWholeFiles(), ofFiles, ofChanges);
        }

        Row waitsFor(Awaited on, String text) {
            return new Row(facts.waitingFor(on, text), ofFiles, ofChanges);
        }
    }
}
