package dev.hoist.operate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** What the library may not know. */
class ArchitectureTest {
    private static final String ROOT = "dev.hoist.operate";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void yamlIsEditedInOnePackage() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".yaml..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.yaml..")
                .because("one place answers for which bytes of a file change"));
    }

    @Test
    void writesNoFileAndStartsNoProgram() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "org.eclipse.jgit..", "picocli..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .because("what is decided here is applied by whoever calls it"));
    }

    @Test
    void hasNoClockAndNoTerminal() {
        check(noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("time is a parameter, and the command speaks to people"));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
