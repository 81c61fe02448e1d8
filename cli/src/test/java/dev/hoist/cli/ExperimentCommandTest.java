package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts of experiments at the command line, over git and HTTP. */
class ExperimentCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    @TempDir
    Path directory;

    private Workbench bench;
    private Metrics metrics;
    private Workbench.Ran ran = new Workbench.Ran(0, "", "");

    @BeforeEach
    void begin() throws IOException {
        bench = new Workbench(directory);
        metrics = new Metrics();
        git(NOW.minus(Duration.ofDays(3)), "init", "-q", "-b", "main");
        write("flags/policy.yaml", """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 1h}
            metrics: {prometheus: "%s"}
            """.formatted(metrics.url()));
        write("flags/g/parent.yaml", """
            flag: parent
            description: d
            owner: o
            environments:
              production: {percentage: 10}
            """);
        write("flags/g/button.yaml", """
            experiment: button
            description: d
            owner: o
            within: parent
            status: running
            variants: {a: 33.33, b: 33.33, c: 33.34}
            min_sample_size: 3000
            exposures: took_part
            """);
        commit(NOW.minus(Duration.ofDays(3)), "begin");
    }

    @AfterEach
    void end() {
        metrics.close();
    }

    private void took(long a, long b, long c) {
        took(NOW, Map.of("a", a, "b", b, "c", c));
    }

    private void took(Instant from, Map<String, Long> users) {
        metrics.count("took_part", from, users);
    }

    private void write(String path, String text) {
        Workbench.write(directory, path, text);
    }

    private void commit(Instant time, String message) {
        Workbench.commit(directory, time, message);
    }

    private String git(Instant time, String... arguments) {
        return Workbench.git(directory, time, arguments);
    }

    private int run(String... arguments) {
        ran = bench.hoist(directory, NOW, arguments);
        return ran.status();
    }

    @Test
    void evenAndEnough() {
        took(3333, 3333, 3334);
        assertThat(run("experiment", "--format", "json")).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains(
                        "{\"now\": \"2026-11-24T09:00:00Z\"",
                        "{\"variant\": \"a\", \"users\": 3333, \"expected\": 3333.0}",
                        "{\"variant\": \"c\", \"users\": 3334, \"expected\": 3334.0}",
                        "\"p\": 1.0, \"mismatch\": false, \"min_sample_size\": 3000, \"enough\": true, \"enough_from\": null")
                .contains("\"within\": \"parent\", \"status\": \"running\"", "\"state\": \"pass\"");
        assertThat(run("experiment", "button")).isZero();
        assertThat(ran.out()).contains("pass  button", "a: 3333 users, 3333.0 expected");
    }

    @Test
    void tellsAMismatchOnlyBeyondChance() {
        took(3333, 3333, 3534);
        assertThat(run("experiment")).as("p is about 0.016").isZero();
        took(3333, 3333, 3734);
        assertThat(run("experiment", "--format", "json")).isEqualTo(1);
        assertThat(ran.out()).contains("\"mismatch\": true", "\"state\": \"mismatch\"");
    }

    @Test
    void aVariantWithoutASeriesHasNobody() {
        took(NOW, Map.of("a", 3333L, "b", 3333L));
        assertThat(run("experiment")).isEqualTo(1);
        assertThat(ran.out()).contains("c: 0 users");
    }

    @Test
    void saysWhenThereAreEnough() {
        took(2000, 2000, 2000);
        took(NOW.minus(Duration.ofDays(1)), Map.of("a", 1000L, "b", 1500L, "c", 1000L));
        assertThat(run("experiment", "--format", "json")).isEqualTo(2);
        assertThat(ran.out())
                .contains("\"enough\": false, \"enough_from\": \"2026-11-26T09:00:00Z\", \"state\": \"not-enough\"");
        took(NOW.minus(Duration.ofDays(1)), Map.of("a", 1000L, "b", 2000L, "c", 1000L));
        assertThat(run("experiment", "--format", "json")).isEqualTo(2);
        assertThat(ran.out()).contains("\"enough_from\": null");
    }

    @Test
    void warnsOfAConclusionWithTooFewUsers() throws IOException {
        took(2000, 2100, 2200);
        String experiment = Files.readString(directory.resolve("flags/g/button.yaml"));
        write("flags/g/button.yaml", experiment.replace("status: running", "status: concluded"));
        assertThat(run("validate", "--metrics", "on")).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains(
                        "\"button\" is concluded with too few users: a has 2,000 users of 3,000",
                        "[underpowered-experiment]");
        assertThat(run("validate")).isZero();
        assertThat(ran.out()).doesNotContain("underpowered-experiment");
        took(3000, 3000, 3000);
        assertThat(run("validate", "--metrics", "on")).isZero();
        assertThat(ran.out()).doesNotContain("underpowered-experiment");
        metrics.close();
        assertThat(run("validate", "--metrics", "on")).isZero();
        assertThat(ran.out()).doesNotContain("underpowered-experiment");
    }

    @Test
    void noDataIsNoPass() {
        assertThat(run("experiment", "--format", "json")).isEqualTo(2);
        assertThat(ran.out()).contains("\"exposures\": [], \"p\": null, \"mismatch\": null", "\"state\": \"no-data\"");
        took(NOW, Map.of("a", 3333L, "b", 3333L, "c", 3334L, "other", 1L));
        assertThat(run("experiment")).isEqualTo(2);
        assertThat(ran.out()).contains("no-data  button", "which is no variant");
        metrics.close();
        assertThat(run("experiment")).isEqualTo(2);
        assertThat(ran.out()).contains("no-data  button", "there is no connection");
    }

    @Test
    void asksNobodyWhereNoExperimentRuns() throws IOException {
        String experiment = Files.readString(directory.resolve("flags/g/button.yaml"));
        write("flags/g/button.yaml", experiment.replace("status: running", "status: draft"));
        commit(NOW, "stop");
        metrics.close();
        assertThat(run("experiment")).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("no experiment runs\n");
    }

    @Test
    void statusAndGuardShowExperiments() {
        took(2000, 2100, 2200);
        String line = "  not-enough  button: a variant has fewer users than \"min_sample_size\" (p = 0.00881)"
                + ", at this rate from 2026-11-24T21:00:00Z";
        assertThat(run("status", "--metrics", "on")).as(ran.err()).isZero();
        assertThat(ran.out()).contains("\nexperiments\n" + line + "\n\nnow: ");
        assertThat(run("status", "--metrics", "on", "--format", "json")).isZero();
        assertThat(ran.out())
                .contains("\"experiments\": [{\"experiment\": \"button\", \"within\": \"parent\"")
                .contains("\"state\": \"not-enough\"");
        assertThat(run("guard")).isZero();
        assertThat(ran.out()).isEqualTo("the policy has no guardrails\n\nexperiments\n" + line + "\n");
        metrics.asked().clear();
        assertThat(run("status", "--format", "json")).isZero();
        assertThat(ran.out()).doesNotContain("experiments");
        assertThat(run("guard", "--act")).isZero();
        assertThat(metrics.asked()).isEmpty();
    }

    @Test
    void aFileOfReadingsHasExperiments(@TempDir Path elsewhere) throws IOException {
        took(2000, 2100, 2200);
        assertThat(run("guard", "--format", "json")).isZero();
        Path file = Files.writeString(elsewhere.resolve("readings.json"), ran.out());
        metrics.close();
        assertThat(run("status", "--metrics", file.toString())).as(ran.err()).isZero();
        assertThat(ran.out()).contains("not-enough  button: a variant has fewer users than");
        String experiment = Workbench.read(directory, "flags/g/button.yaml");
        write("flags/g/button.yaml", experiment.replace("status: running", "status: concluded"));
        assertThat(run("validate", "--metrics", file.toString())).isZero();
        assertThat(ran.out()).contains("\"button\" is concluded with too few users: a has 2,000 users of 3,000");
        String later = NOW.plus(Duration.ofMinutes(16)).toString();
        assertThat(run("validate", "--metrics", file.toString(), "--now", later))
                .isZero();
        assertThat(ran.out()).doesNotContain("underpowered-experiment");
        write("flags/g/button.yaml", experiment.replace("min_sample_size: 3000", "min_sample_size: 2000"));
        assertThat(run("status", "--metrics", file.toString())).isZero();
        assertThat(ran.out()).contains("no-data  button: the experiment has changed since; read again");
        for (String broken : new String[] {"\"state\": \"odd\"", "\"state\": 5", "\"status\": \"running\""}) {
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("\"state\": \"not-enough\"", broken)
                            .replace("\"users\": 2000", "\"users\": \"many\""));
            assertThat(run("status", "--metrics", file.toString())).isEqualTo(2);
            assertThat(ran.err()).contains("is no file of readings");
        }
    }

    @Test
    void anUnknownKeyIsAMisuse() {
        assertThat(run("experiment", "buton")).isEqualTo(2);
        assertThat(ran.err()).contains("there is no experiment \"buton\"", "button");
    }
}
