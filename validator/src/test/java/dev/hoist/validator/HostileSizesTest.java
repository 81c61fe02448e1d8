package dev.hoist.validator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.ProcessorTime;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Input of sizes that nobody writes by hand is refused at its place, and soon. The bounds are of processor
 * time, so that a busy machine does not break them; what they catch is time that grows with the square of the size.
 */
class HostileSizesTest {
    private static final int MANY = 10_000;
    private static final Instant NOW = GitFixture.START.plus(Duration.ofDays(1));
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final String POLICY = """
        policy: 1
        environments:
          production:
            ladder: [0, 1, 10, 50, 100]
            soak: 1h
        """;

    @TempDir
    Path directory;

    private GitFixture git;

    @BeforeEach
    void init() {
        git = GitFixture.create(directory.resolve("repository"));
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void judgesTenThousandFiles() throws IOException {
        git.commit("policy", Map.of("flags/policy.yaml", POLICY));
        writeFlags(number -> flag(number, "", number == 77 ? "percentage: 150" : "percentage: 0"));
        Verdict verdict = judged();
        assertThat(errors(verdict)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).hasToString("schema-violation");
            assertThat(finding.file()).isEqualTo("flags/group-0/f77.yaml");
        });
    }

    @Test
    void refusesTenThousandFlagsExposedAtOnce() throws IOException {
        git.commit("policy", Map.of("flags/policy.yaml", POLICY));
        writeFlags(number -> flag(number, "", "percentage: 100"));
        assertThat(rules(judged())).containsEntry("born-exposed", (long) MANY).containsKey("several-raises");
    }

    @Test
    void refusesAFileOfFiveMegabytes() throws IOException {
        git.commit("policy", Map.of("flags/policy.yaml", POLICY));
        git.write("flags/group/big.yaml", "flag: big\n" + "# and so on\n".repeat(5_000_000 / 12));
        assertThat(errors(judged())).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).hasToString("unsafe-yaml");
            assertThat(finding.file()).isEqualTo("flags/group/big.yaml");
        });
    }

    @Test
    void refusesTheUncappingOfAChainOfTenThousand() throws IOException {
        git.write("flags/policy.yaml", POLICY);
        writeFlags(number ->
                flag(number, dependsOnTheOneBefore(number), number == 0 ? "percentage: 0" : "percentage: 100"));
        git.git("add", "--all");
        git.commit("baseline");
        write(0, flag(0, "", "percentage: 1"));
        assertThat(rules(judged())).containsEntry("several-raises", MANY - 1L);
    }

    @Test
    void refusesAnUnknownFlagAtTheEndOfAChainOfTenThousand() throws IOException {
        git.commit("policy", Map.of("flags/policy.yaml", POLICY));
        writeFlags(number -> flag(
                number, number == 0 ? "dependencies: [nobody]\n" : dependsOnTheOneBefore(number), "percentage: 0"));
        assertThat(errors(judged())).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).hasToString("unknown-dependency");
            assertThat(finding.file()).isEqualTo("flags/group-0/f0.yaml");
            assertThat(finding.place().orElseThrow().line()).isEqualTo(4);
        });
    }

    @Test
    void refusesACircleOfTenThousand() throws IOException {
        git.commit("policy", Map.of("flags/policy.yaml", POLICY));
        writeFlags(number -> flag(number, "dependencies: [f" + (number + MANY - 1) % MANY + "]\n", "percentage: 100"));
        assertThat(rules(judged())).containsEntry("dependency-cycle", 1L);
    }

    @Test
    void refusesAServerMovedAmongAThousandThatTenThousandFlagsAreWrittenFor() throws IOException {
        git.write("flags/policy.yaml", POLICY + regions("s000"));
        writeFlags(number -> flag(number, "", "canary: {regions: [east]}, percentage: 1"));
        git.git("add", "--all");
        git.commit("baseline");
        git.write("flags/policy.yaml", POLICY + regions("s001"));
        assertThat(rules(judged())).containsKey("several-raises").containsKey("raise-not-alone");
    }

    @Test
    void namesTheFirstHundredOfThirtyThousandMistakes() throws IOException {
        git.commit("policy", Map.of("flags/policy.yaml", POLICY));
        git.write(
                "flags/group/wrong.yaml",
                "flag: wrong\ndescription: x\nowner: z\nenvironments: {}\ntags: [" + "1,".repeat(30_000) + "1]\n");
        git.write(
                "flags/group/worse.yaml",
                "flag: worse\ndescription: x\nowner: z\nenvironments: {}\n" + distinctKeys(9_000, "") + "tags: [1]\n");
        git.write(
                "flags/group/worst.yaml",
                "flag: worst\ndescription: x\nowner: z\nenvironments: {}\n"
                        + IntStream.range(0, 12_000).mapToObj(number -> "?  \n").collect(Collectors.joining()));
        List<Finding> errors = errors(judged());
        Map<String, Long> byFile = errors.stream().collect(Collectors.groupingBy(Finding::file, Collectors.counting()));
        assertThat(byFile).containsEntry("flags/group/wrong.yaml", 101L).containsEntry("flags/group/worse.yaml", 101L);
        assertThat(byFile.get("flags/group/worst.yaml")).isBetween(1L, 101L);
        assertThat(errors)
                .filteredOn(finding -> finding.file().equals("flags/group/worse.yaml"))
                .last()
                .satisfies(finding -> assertThat(finding.message()).isEqualTo("8901 further mistakes in this file"));
    }

    private static String distinctKeys(int count, String value) {
        return IntStream.range(0, count)
                .mapToObj(number -> "k" + Integer.toString(number, 36) + ":" + value + "\n")
                .collect(Collectors.joining());
    }

    /** A thousand servers in two regions; one of them stands in the east, the other figures are the same. */
    private static String regions(String inTheEast) {
        return "    regions:\n      east: {" + inTheEast + ": 0.01}\n      west: {"
                + IntStream.range(0, 1_000)
                        .mapToObj(number -> String.format("s%03d", number))
                        .filter(server -> !server.equals(inTheEast))
                        .map(server -> server + ": 0.01")
                        .collect(Collectors.joining(", "))
                + "}\n";
    }

    private static String dependsOnTheOneBefore(int number) {
        return number == 0 ? "" : "dependencies: [f" + (number - 1) + "]\n";
    }

    private static String flag(int number, String dependencies, String form) {
        return "flag: f" + number + "\ndescription: x\nowner: z\n" + dependencies + "salt: all\nenvironments:\n"
                + "  production: {" + form + "}\n";
    }

    private void writeFlags(IntFunction<String> text) throws IOException {
        for (int number = 0; number < MANY; number++) {
            write(number, text.apply(number));
        }
    }

    private void write(int number, String text) throws IOException {
        Path group = git.root().resolve("flags/group-" + number / 100);
        Files.createDirectories(group);
        Files.writeString(group.resolve("f" + number + ".yaml"), text);
    }

    private Verdict judged() {
        ValidateRequest request =
                new ValidateRequest(git.root(), "flags", Optional.of("HEAD"), Optional.empty(), NOW, Map.of());
        List<Verdict> judged = new ArrayList<>();
        assertThat(ProcessorTime.of(() -> judged.add(new Hoist().validate(request))))
                .isLessThan(SOON);
        Verdict verdict = judged.get(0);
        assertThat(verdict.accepted()).isFalse();
        return verdict;
    }

    private static List<Finding> errors(Verdict verdict) {
        return verdict.findings().stream().filter(Finding::isError).toList();
    }

    private static Map<String, Long> rules(Verdict verdict) {
        return errors(verdict).stream()
                .collect(Collectors.groupingBy(finding -> finding.rule().text(), Collectors.counting()));
    }
}
