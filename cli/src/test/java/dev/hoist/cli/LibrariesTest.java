package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.Version;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the jar bundles: a library that comes or changes its version changes the list in META-INF/licenses. */
class LibrariesTest {
    private static final Pattern LINE = Pattern.compile("(\\S+) (\\S+) \\S+: (.+)");

    /** Where the jars lie that tests alone need, and those of Maven and flagd where classes of other modules run. */
    private static final Pattern FOR_TESTS = Pattern.compile("/(org/(junit|assertj|opentest4j|apiguardian|hamcrest"
            + "|apache/maven|codehaus|eclipse/sisu|checkerframework)|net/(jqwik|bytebuddy)|com/(tngtech|google"
            + "|github/spotbugs)|dev/openfeature|javax|aopalliance|org/commonmark|org/nibor|org/apache/commons/commons-lang3"
            + "|org/slf4j)/|surefire|hoist");

    @Test
    void namesEachLibraryWithItsVersion() {
        List<String> jars = jars().map(jar -> jar.getFileName().toString()).toList();

        assertThat(Version.libraries().lines()).isNotEmpty().allSatisfy(line -> {
            Matcher library = LINE.matcher(line);
            assertThat(library.matches()).as(line).isTrue();
            assertThat(jars).contains(library.group(1) + "-" + library.group(2) + ".jar");
        });
    }

    @Test
    void leavesOutNoLibrary() {
        Set<String> named = Version.libraries()
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .collect(java.util.stream.Collectors.toSet());

        assertThat(jars().filter(jar -> !FOR_TESTS.matcher(jar.toString()).find()))
                .isNotEmpty()
                .allSatisfy(jar -> assertThat(named)
                        .as("licenses/libraries.txt lacks %s", jar)
                        .anyMatch(name -> jar.getFileName().toString().startsWith(name + "-")));
    }

    @Test
    void carriesTheTextOfEachLicense() {
        assertThat(Version.libraries().lines()).allSatisfy(line -> {
            Matcher library = LINE.matcher(line);
            assertThat(library.matches()).isTrue();
            for (String file : library.group(3).split(", ", -1)) {
                try (InputStream text = Version.class.getResourceAsStream("/META-INF/licenses/" + file)) {
                    assertThat(text).as(file).isNotNull();
                    assertThat(text.readAllBytes()).as(file).hasSizeGreaterThan(100);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        });
    }

    private static Stream<Path> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of);
    }
}
