package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same flags give the same bytes in a process of its own, whatever its Java and whatever it is set to. */
class ElsewhereTest {
    private static final String NEWER = "25";

    @TempDir
    static Path shared;

    private static SortedMap<String, String> here = Collections.emptySortedMap();

    @TempDir
    Path room;

    @BeforeAll
    static void generateHere() throws IOException {
        EveryField.write(repository());
        Generator.write(repository(), shared.resolve("here"));
        here = bytes(shared.resolve("here"));
        assertThat(here)
                .containsKeys(
                        "com/example/flags/FlagsProvider.java",
                        "META-INF/hoist/flags.json",
                        "flagd.json",
                        "manifest.json");
    }

    private static Path repository() {
        return shared.resolve("repository");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "tr-TR", "th-TH-u-ca-buddhist-nu-thai"})
    void writesTheSameBytesInAnyLocaleZoneAndEncoding(String locale) throws IOException, InterruptedException {
        assertThat(generatedBy(Path.of(System.getProperty("java.home")), locale))
                .isEqualTo(here);
    }

    @Test
    void writesTheSameBytesOnANewerJava() throws IOException, InterruptedException {
        Optional<Path> newer = newerJava();
        assumeThat(newer)
                .as("a Java %s to generate with: JAVA_HOME_%s, or a folder beside %s", NEWER, NEWER, javas())
                .isPresent();
        assertThat(generatedBy(newer.orElseThrow(), "ar-EG-u-nu-arab")).isEqualTo(here);
    }

    private SortedMap<String, String> generatedBy(Path java, String locale) throws IOException, InterruptedException {
        Path out = room.resolve("there");
        Path said = room.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        java.resolve("bin").resolve("java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.timezone=Pacific/Kiritimati",
                        "-Dfile.encoding=ISO-8859-1",
                        "-Dline.separator=\r\n",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Generator.class.getName(),
                        repository().toString(),
                        out.toString(),
                        locale)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return bytes(out);
    }

    /** What lies in a directory, a character for each byte. */
    private static SortedMap<String, String> bytes(Path directory) throws IOException {
        SortedMap<String, String> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.put(
                        directory.relativize(file).toString().replace('\\', '/'),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return bytes;
    }

    private static Optional<Path> newerJava() throws IOException {
        String named = System.getenv("JAVA_HOME_" + NEWER);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        try (Stream<Path> homes = Files.list(javas())) {
            return homes.sorted().filter(ElsewhereTest::isNewer).findFirst();
        }
    }

    private static boolean isNewer(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin").resolve("java"))
                    && Files.readAllLines(home.resolve("release")).stream()
                            .anyMatch(line -> line.matches("JAVA_VERSION=\"" + NEWER + "(\\..*)?\""));
        } catch (IOException e) {
            // a folder without a release file is no Java that can be told from others
            return false;
        }
    }

    /** The folder in which the Java that runs this lies, and others may. */
    private static Path javas() {
        return Objects.requireNonNull(Path.of(System.getProperty("java.home")).getParent());
    }
}
