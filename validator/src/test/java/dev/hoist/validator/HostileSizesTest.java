package dev.hoist.validator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.ProcessorTime;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    void judgesTenThousandFilesOfAWorkingTree() {
        git.store("policy", Map.of("flags/policy.yaml", POLICY));
        git.write("flags/policy.yaml", POLICY);
        flags(number -> flag(number, "", number == 77 ? "percentage: 150" : "percentage: 0"))
                .forEach(git::write);
        assertThat(errors(judgedOnDisk())).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).hasToString("schema-violation");
            assertThat(finding.file()).isEqualTo("flags/group-0/f77.yaml");
        });
    }

    @Test
    void refusesTenThousandFlagsExposedAtOnce() {
        git.store("policy", Map.of("flags/policy.yaml", POLICY));
        git.store("flags", flags(number -> flag(number, "", "percentage: 100")));
        assertThat(rules(judged())).containsEntry("born-exposed", (long) MANY).containsKey("several-raises");
    }

    @Test
    void refusesAFileOfFiveMegabytes() {
        git.store("policy", Map.of("flags/policy.yaml", POLICY));
        git.write("flags/policy.yaml", POLICY);
        git.write("flags/group/big.yaml", "flag: big\n" + "# and so on\n".repeat(5_000_000 / 12));
        assertThat(errors(judgedOnDisk())).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).hasToString("unsafe-yaml");
            assertThat(finding.file()).isEqualTo("flags/group/big.yaml");
        });
    }

    @Test
    void refusesTheUncappingOfAChainOfTenThousand() {
        git.store("policy", Map.of("flags/policy.yaml", POLICY));
        git.store(
                "baseline",
                flags(number -> flag(
                        number, dependsOnTheOneBefore(number), number == 0 ? "percentage: 0" : "percentage: 100")));
        git.store("raise", Map.of(path(0), flag(0, "", "percentage: 1")));
        assertThat(rules(judged())).containsEntry("several-raises", MANY - 1L);
    }

    @Test
    void refusesAnUnknownFlagAtTheEndOfAChainOfTenThousand() {
        git.store("policy", Map.of("flags/policy.yaml", POLICY));
        git.store(
                "flags",
                flags(number -> flag(
                        number,
                        number == 0 ? "dependencies: [nobody]\n" : dependsOnTheOneBefore(number),
                        "percentage: 0")));
        assertThat(errors(judged())).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).hasToString("unknown-dependency");
            assertThat(finding.file()).isEqualTo("flags/group-0/f0.yaml");
            assertThat(finding.place().orElseThrow().line()).isEqualTo(4);
        });
    }

    @Test
    void refusesACircleOfTenThousand() {
        git.store("policy", Map.of("flags/policy.yaml", POLICY));
        git.store(
                "flags",
                flags(number ->
                        flag(number, "dependencies: [f" + (number + MANY - 1) % MANY + "]\n", "percentage: 100")));
        assertThat(rules(judged())).containsEntry("dependency-cycle", 1L);
    }

    @Test
    void refusesAServerMovedAmongAThousandThatTenThousandFlagsAreWrittenFor() {
        git.store("policy", Map.of("flags/policy.yaml", POLICY + regions("s000")));
        git.store("flags", flags(number -> flag(number, "", "canary: {regions: [east]}, percentage: 1")));
        git.store("move", Map.of("flags/policy.yaml", POLICY + regions("s001")));
        assertThat(rules(judged())).containsKey("several-raises").containsKey("raise-not-alone");
    }

    @Test
    void namesTheFirstHundredOfThirtyThousandMistakes() {
        git.store("policy", Map.of("flags/policy.yaml", POLICY));
        git.write("flags/policy.yaml", POLICY);
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
        List<Finding> errors = errors(judgedOnDisk());
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

    private static Map<String, String> flags(IntFunction<String> text) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int number = 0; number < MANY; number++) {
            files.put(path(number), text.apply(number));
        }
        return files;
    }

    private static String path(int number) {
        return "flags/group-" + number / 100 + "/f" + number + ".yaml";
    }

    /** Judges the newest commit. */
    private Verdict judged() {
        return judged("HEAD~1", Optional.of("HEAD"));
    }

    /** Judges the working tree. */
    private Verdict judgedOnDisk() {
        return judged("HEAD", Optional.empty());
    }

    private Verdict judged(String base, Optional<String> head) {
        ValidateRequest request = new ValidateRequest(git.root(), "flags", Optional.of(base), head, NOW, Map.of());
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
