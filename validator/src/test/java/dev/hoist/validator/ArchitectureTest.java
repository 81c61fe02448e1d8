package dev.hoist.validator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** How the library is built, as a table of contents. */
class ArchitectureTest {
    private static final String ROOT = "dev.hoist.validator";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void looksAtTheClassesThatThereAre() {
        assertThat(CLASSES.size()).isGreaterThan(100);
    }

    @Test
    void dataRunsOneWay() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("model")
                .definedBy(ROOT + ".model..")
                .layer("finding")
                .definedBy(ROOT + ".finding..")
                .layer("verdict")
                .definedBy(ROOT + ".verdict..")
                .layer("tree")
                .definedBy(ROOT + ".tree..")
                .layer("yaml")
                .definedBy(ROOT + ".yaml..")
                .layer("schema")
                .definedBy(ROOT + ".schema..")
                .layer("reading")
                .definedBy(ROOT + ".reading..")
                .layer("exposure")
                .definedBy(ROOT + ".exposure..")
                .layer("history")
                .definedBy(ROOT + ".history..")
                .layer("rollout")
                .definedBy(ROOT + ".rollout..")
                .layer("change")
                .definedBy(ROOT + ".change..")
                .layer("rules")
                .definedBy(ROOT + ".rules..")
                .layer("judge")
                .definedBy(ROOT + ".judge..")
                .layer("effect")
                .definedBy(ROOT + ".effect..")
                .layer("diff")
                .definedBy(ROOT + ".diff..")
                .layer("interpreter")
                .definedBy(ROOT + ".interpreter..")
                .layer("ci")
                .definedBy(ROOT + ".ci..")
                .layer("git")
                .definedBy(ROOT + ".git..")
                .layer("proposal")
                .definedBy(ROOT + ".proposal..")
                .layer("auditcache")
                .definedBy(ROOT + ".auditcache..")
                .layer("report")
                .definedBy(ROOT + ".report..")
                .layer("doors")
                .definedBy(ROOT)
                .whereLayer("doors")
                .mayOnlyBeAccessedByLayers("report")
                .whereLayer("proposal")
                .mayOnlyBeAccessedByLayers("doors")
                .whereLayer("git")
                .mayOnlyBeAccessedByLayers("proposal", "doors")
                .whereLayer("ci")
                .mayOnlyBeAccessedByLayers("proposal")
                .whereLayer("interpreter")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("judge")
                .mayOnlyBeAccessedByLayers("diff", "doors", "proposal")
                .whereLayer("auditcache")
                .mayOnlyBeAccessedByLayers("doors")
                .whereLayer("diff")
                .mayOnlyBeAccessedByLayers("report", "doors")
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("judge", "diff", "report", "doors")
                .whereLayer("change")
                .mayOnlyBeAccessedByLayers("rules", "judge", "diff", "proposal", "reading", "doors")
                .whereLayer("rollout")
                .mayOnlyBeAccessedByLayers("change", "rules", "judge", "diff")
                .whereLayer("history")
                .mayOnlyBeAccessedByLayers(
                        "rollout", "change", "rules", "judge", "git", "proposal", "auditcache", "doors")
                .whereLayer("effect")
                .mayOnlyBeAccessedByLayers("judge", "diff", "report", "doors")
                .whereLayer("exposure")
                .mayOnlyBeAccessedByLayers("history", "rollout", "change", "rules", "effect", "judge", "diff", "doors")
                .whereLayer("reading")
                .mayOnlyBeAccessedByLayers("doors", "rules")
                .whereLayer("schema")
                .mayOnlyBeAccessedByLayers("reading")
                .whereLayer("yaml")
                .mayOnlyBeAccessedByLayers("schema", "reading")
                .as("bytes → YAML → schema → model → change → rules and effect → verdict → diff")
                .because("a stage that knows a later one cannot be read, tested or replaced by itself"));
    }

    @Test
    void theModelKnowsNothingButItself() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".model..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(ROOT + ".model..", "java..", "org.jspecify..")
                .because("what a flag is does not depend on how it is written, stored or judged"));
    }

    @Test
    void yamlIsReadInOnePackage() {
        onlyFrom("org.yaml..", "a second reader of YAML would read it another way", ROOT + ".yaml..");
    }

    @Test
    void gitIsReadInOnePackage() {
        onlyFrom("org.eclipse.jgit..", "the judge works on any history, in memory too", ROOT + ".git..");
    }

    @Test
    void whatIsStoredIsReadWithoutKnowingWhy() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".git..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".proposal..", ROOT + ".ci..", ROOT + ".judge..", ROOT + ".rules..")
                .because("which base a change has and what a push would move is decided in one room, above the"
                        + " reading"));
    }

    @Test
    void schemasAreCheckedInOnePackage() {
        onlyFrom(
                "com.networknt..",
                "the schemas are ours, and one place answers for how they are applied",
                ROOT + ".schema..");
    }

    @Test
    void theJudgeHasNoClock() {
        check(noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .orShould()
                .callMethod(java.time.Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(java.time.ZoneId.class, "systemDefault")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time is a parameter: the same change, history and clock give the same verdict"));
    }

    @Test
    void theJudgeHasNoTerminal() {
        check(noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .because("the library neither prints nor decides about the process"));
    }

    @Test
    void theJudgeStartsNoProgram() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Process.class)
                .because("what a repository configures runs on the machine of whoever judges it"));
    }

    @Test
    void theJudgeKnowsNoBuildToolAndNoLog() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "picocli..", "org.slf4j..", "java.util.logging..")
                .because("commands and build tools call the judge, not the other way round"));
    }

    @Test
    void formatsWriteToWhatTheyAreGiven() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".report..")
                .and()
                .haveNameNotMatching(".*\\.(ReportFiles|SpillBuffer)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.nio.file..")
                .because("where an answer goes, whole or not at all, is decided in one place for all formats"));
    }

    @Test
    void whoJudgesWritesNoFile() {
        onlyFrom(
                ROOT + ".disk..",
                "a verdict changes nothing on disk; an answer may go to a file",
                ROOT + ".disk..",
                ROOT + ".report..");
    }

    @Test
    void whatAnAuditRemembersIsBytes() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".auditcache..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", ROOT + ".git..", ROOT + ".judge..", ROOT + ".tree..")
                .because("where it lies is for whoever trusts that place to say, and no tree is read to remember"));
    }

    @Test
    void everyPackageRefusesNullUnlessItSaysSo() {
        check(classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(org.jspecify.annotations.NullMarked.class)
                .because("NullAway looks only where it is told to"));
    }

    @Test
    void namesSayWhatThingsAre() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base|Abstract\\w*)")
                .andShould()
                .notHaveFullyQualifiedName(ROOT + ".verdict.Base")
                .because("such a name says that nobody knew what the class is"));
    }

    private static void onlyFrom(String library, String because, String... packages) {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because(because));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
