package dev.hoist.guardrails;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may open a connection, and what this module knows. */
class ArchitectureTest {
    private static final Pattern CONNECTION = Pattern.compile(
            "java\\.net\\.http|\\bHttpClient\\b|\\b(Server|Datagram|SSL)?Socket(Channel|Factory)?\\b|openConnection|\\.toURL\\(|\\bnew URL\\(|URLConnection");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hoist.guardrails");

    @Test
    void noOtherModuleOpensAConnection() throws IOException {
        List<Path> connecting;
        try (Stream<Path> files = Files.walk(Path.of(".."), 12)) {
            connecting = files.filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(Path.of("..", "guardrails")))
                    .filter(file -> !file.startsWith(Path.of("..", "benchmarks")))
                    .filter(file -> CONNECTION.matcher(read(file)).find())
                    .toList();
        }
        assertThat(connecting)
                .as("where a secret can go is decided in one module, which the judge is not")
                .isEmpty();
        assertThat(CONNECTION
                        .matcher(read(Path.of("src/main/java/dev/hoist/guardrails/PrometheusServer.java")))
                        .find())
                .isTrue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void knowsNoBuildToolNoTerminalAndNoGit() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.maven..", "picocli..", "org.eclipse.jgit..", "org.slf4j..", "java.util.logging..")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .because("commands hand it what it needs: the clock and the environment variables too")
                .check(CLASSES);
    }
}
