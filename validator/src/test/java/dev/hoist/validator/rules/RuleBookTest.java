package dev.hoist.validator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.reading.FileRules;
import dev.hoist.validator.reading.InvalidPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    @Test
    void listsEveryRuleOnce() {
        assertThat(RuleBook.ids()).doesNotHaveDuplicates();
        assertThat(RuleBook.ids().get(0)).hasToString("yaml-syntax");
        assertThat(RuleBook.ids().get(RuleBook.ids().size() - 1)).hasToString("acknowledged");
    }

    @Test
    void namesEachRuleForItsClass() {
        List<Object> rules = new ArrayList<>(RuleBook.structure());
        rules.addAll(RuleBook.structureOfChanges());
        rules.addAll(RuleBook.ofChanges(false));
        assertThat(rules.stream().map(Object::getClass)).doesNotHaveDuplicates();
        for (Object rule : rules) {
            RuleId id = rule instanceof Rule step ? step.id() : ((StructureRule) rule).id();
            // several classes make one rule of what is wrong with a policy
            if (!id.equals(InvalidPolicy.ID)) {
                assertThat(id).isEqualTo(RuleId.of(rule.getClass()));
            }
            assertThat(RuleBook.ids()).contains(id);
        }
    }

    @Test
    void leavesNoRuleOut() {
        Set<String> written = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.hoist.validator.rules")
                        .stream()
                        .filter(type -> type.isAssignableTo(Rule.class) || type.isAssignableTo(StructureRule.class))
                        .filter(type -> !type.isInterface())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        assertThat(Stream.of(RuleBook.structure(), RuleBook.structureOfChanges(), RuleBook.ofChanges(false))
                        .flatMap(List::stream)
                        .map(rule -> rule.getClass().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void keepsATestBesideEveryRule() {
        assertThat(Stream.of(RuleBook.structure(), RuleBook.structureOfChanges(), RuleBook.ofChanges(false))
                        .flatMap(List::stream)
                        .map(rule -> rule.getClass().getSimpleName() + "Test"))
                .isSubsetOf(new ClassFileImporter()
                        .importPackages("dev.hoist.validator.rules").stream()
                                .filter(type -> type.getMethods().stream()
                                        .anyMatch(method -> method.isAnnotatedWith(Test.class)))
                                .map(JavaClass::getSimpleName)
                                .toList());
    }

    @Test
    void sparesARestoreWhatATakenBackRollbackBreaks() {
        List<Rule> restored = RuleBook.ofChanges(true);
        assertThat(RuleBook.ofChanges(false).stream()
                        .filter(rule -> !restored.contains(rule))
                        .map(rule -> rule.id().text()))
                .containsExactly(
                        "several-raises",
                        "off-ladder",
                        "skipped-step",
                        "ring-out-of-order",
                        "canary-out-of-order",
                        "soak-cut-short",
                        "crowded-raise");
    }

    @Test
    void saysWhichRulesCanBeOverridden() {
        assertThat(RuleBook.overridable())
                .containsExactly(
                        "several-raises",
                        "born-exposed",
                        "skipped-step",
                        "soak-cut-short",
                        "crowded-raise",
                        "unproven-promotion",
                        "closed-window",
                        "incomplete-checklist",
                        "not-live",
                        "future-history",
                        "guardrail-breached",
                        "guardrail-unreadable");
    }

    @Test
    void saysWhatARefusedChangeWaitsFor() {
        assertThat(RuleBook.facts().stream()
                        .filter(RuleFacts::mendedByTime)
                        .map(facts -> facts.id().text()))
                .containsExactly("soak-cut-short", "crowded-raise", "closed-window", "future-history");
        assertThat(RuleBook.facts().stream()
                        .filter(facts -> facts.waitsFor().isPresent() && !facts.mendedByTime())
                        .map(facts -> facts.id().text()))
                .containsExactly(
                        "unproven-promotion",
                        "incomplete-checklist",
                        "not-live",
                        "guardrail-breached",
                        "guardrail-unreadable");
    }

    @Test
    void hasOneRowARule() {
        assertThat(RuleBook.facts()).extracting(RuleFacts::id).containsExactlyElementsOf(RuleBook.ids());
        assertThat(RuleBook.facts(new RuleId("no-such-rule"))).isEmpty();
    }

    @Test
    void startsWithWhatFilesBreakByThemselves() {
        assertThat(RuleBook.ids()).startsWith(FileRules.OF_TEXT.toArray(new RuleId[0]));
        assertThat(RuleBook.ids()).containsSubsequence(FileRules.OF_FIGURES);
    }
}
