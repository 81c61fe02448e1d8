package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guardrails at the command line, over git and HTTP: what is asked, what refuses, and what is stopped. */
class GuardCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final String SECRET = "s3cr3t-t0k3n";

    private static final Path GUIDE = Path.of("..", "docs", "guides", "guardrails.md");

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
            guardrails:
              error-rate: {query: errors, max: 5, unit: "%%", on_breach: pause, advice: Call the team}
              recovery: {query: 'recovery', max: 1, flags: [child], on_breach: rollback}
            """.formatted(metrics.url()));
        flag("parent", 10);
        flag("child", 10);
        commit(NOW.minus(Duration.ofDays(3)), "begin");
        flag("parent", 50);
        commit(NOW.minus(Duration.ofHours(5)), "raise parent");
        metrics.set("errors", "1.25");
        metrics.set("recovery", "0.5");
    }

    @AfterEach
    void end() {
        metrics.close();
    }

    private void flag(String key, int percentage) {
        Workbench.flag(directory, key, "percentage: " + percentage);
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
    void passesWhileEverythingIsWell() {
        assertThat(run("guard")).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("""
            production  2 pass
              STATE  GUARDRAIL   VALUE   THRESHOLD    WINDOW
              pass   recovery    0.5     at most 1    ▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅
              pass   error-rate  1.25 %  at most 5 %  ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃

            now: Tue 24 Nov 2026 09:00 UTC
            """);
        assertThat(metrics.asked()).containsExactlyInAnyOrder("errors", "recovery");
    }

    @Test
    void tellsABreachAndWhatToDo() {
        metrics.set("errors", "6.2");
        assertThat(run("guard")).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("""
            production  1 breach, 1 pass
              STATE   GUARDRAIL   VALUE  THRESHOLD    SINCE        WINDOW
              breach  error-rate  6.2 %  at most 5 %  08:30 (30m)  ████████████████████████
                  child, parent
                  {job="</script>\\u001b[31m"}
                  raises wait; "hoist guard --act" freezes parent
                  Call the team
              pass    recovery    0.5    at most 1                 ▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅

            now: Tue 24 Nov 2026 09:00 UTC
            """);
        assertThat(GUIDE).content().contains(ran.out().replaceFirst(" +\\{job=.*\n", ""));
        bench.set("COLUMNS", "200");
        assertThat(run("guard")).isEqualTo(1);
        assertThat(ran.out().lines())
                .contains("  STATE   GUARDRAIL   VALUE  THRESHOLD    SINCE        WINDOW" + " ".repeat(26) + "FLAGS")
                .anyMatch(line -> line.endsWith("█  child, parent"))
                .allMatch(line -> line.length() < 200);
    }

    @Test
    void aBreachThatIsOverHoldsRaisesAndStopsNothing() {
        metrics.set("errors", NOW.minus(Duration.ofMinutes(20)), "8");
        metrics.set("errors", NOW.minus(Duration.ofMinutes(10)), "1");
        assertThat(run("guard", "--act")).isEqualTo(1);
        assertThat(ran.out())
                .contains(
                        "breach  error-rate  8 %",
                        "08:40, over",
                        "raises wait while it lies in the window of 30m",
                        "nothing to stop: no guardrail that pauses or rolls back is breached now");
    }

    @Test
    void aFlagThatIsFrozenAlreadyIsSaidToBe() {
        metrics.set("errors", "6.2");
        assertThat(run("guard", "--act", "--commit")).isEqualTo(1);
        assertThat(run("guard")).isEqualTo(1);
        assertThat(ran.out().replaceAll("\\s+", " "))
                .contains(
                        "raises wait; child is not in flight in production, parent is; parent is frozen in production already");
        flag("parent", 10);
        commit(NOW, "Lower parent");
        assertThat(run("guard")).isEqualTo(1);
        assertThat(ran.out()).contains("raises wait; no flag is in flight in production");
    }

    @Test
    void aWarningAndWhatIsObservedCountForNothing() {
        String policy = Workbench.read(directory, "flags/policy.yaml");
        write(
                "flags/policy.yaml",
                policy.replace("on_breach: pause", "on_breach: warn").replace("on_breach: rollback", "observe: true"));
        commit(NOW.minus(Duration.ofHours(1)), "Try the guardrails out");
        metrics.set("errors", "6.2");
        metrics.set("recovery", "2");
        assertThat(run("guard", "--act")).isZero();
        assertThat(ran.out())
                .contains(
                        "warning   error-rate  6.2 %",
                        "a raise gets a warning", "observed  recovery", "only observed: it stops nothing");
    }

    @Test
    void noDataIsNoPass() {
        metrics.forget("errors");
        assertThat(run("guard")).isEqualTo(2);
        assertThat(ran.out())
                .as("one sentence for flags of which a guardrail says the same")
                .isEqualTo("""
                production  1 no-data, 1 pass
                  STATE    GUARDRAIL   VALUE  THRESHOLD    WINDOW
                  no-data  error-rate  empty  at most 5 %  ······························
                      child, parent
                      the query returned no series: check that the metric and its labels exist
                      raises wait until it has data
                  pass     recovery    0.5    at most 1    ▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅

                now: Tue 24 Nov 2026 09:00 UTC
                """);
    }

    @Test
    void writesJsonWithEveryKey() {
        metrics.set("errors", "6.2");
        assertThat(run("guard", "parent", "--format", "json")).isEqualTo(1);
        assertThat(ran.out())
                .contains("\"worst\": {\"guardrail\": \"error-rate\", \"environment\": \"production\", \"on_breach\":"
                        + " \"pause\"}")
                .contains("{\"guardrail\": \"error-rate\", \"flag\": \"parent\", \"environment\": \"production\","
                        + " \"state\": \"breach\", \"reason\": null, \"ongoing\": true, \"value\": 6.2,"
                        + " \"threshold\": 5, \"unit\": \"%\", \"on_breach\": \"pause\", \"since\":"
                        + " \"2026-11-24T08:30:00Z\", \"at\": \"2026-11-24T09:00:00Z\", \"series\": ");
    }

    @Test
    void refusesARaiseDuringABreach() {
        metrics.set("errors", "6.2");
        flag("parent", 100);
        assertThat(run("validate", "--base", "HEAD", "--metrics", "off")).isZero();
        assertThat(ran.out()).contains("guardrail-unread");
        assertThat(run("validate", "--base", "HEAD", "--metrics", "on")).isEqualTo(1);
        assertThat(ran.out()).contains("guardrail-breached");
        bench.set("CI", "true");
        assertThat(run("validate", "--base", "HEAD~1", "--head", "HEAD", "--format", "json"))
                .isEqualTo(1);
    }

    @Test
    void aRollbackAsksNobody() {
        metrics.set("errors", "6.2");
        flag("parent", 10);
        assertThat(run("validate", "--base", "HEAD", "--metrics", "on")).isZero();
        assertThat(metrics.asked()).isEmpty();
    }

    @Test
    void believesAFileOfReadingsForAQuarterOfAnHour(@TempDir Path elsewhere) throws IOException {
        flag("parent", 100);
        assertThat(run("guard", "--format", "json")).isZero();
        Path file = Files.writeString(elsewhere.resolve("readings.json"), ran.out());
        metrics.asked().clear();
        assertThat(run("validate", "--base", "HEAD", "--metrics", file.toString()))
                .as(ran.all())
                .isZero();
        assertThat(ran.out()).doesNotContain("guardrail-unread");
        assertThat(metrics.asked()).isEmpty();
        String later = NOW.plus(Duration.ofMinutes(16)).toString();
        assertThat(run("validate", "--base", "HEAD", "--metrics", file.toString(), "--now", later))
                .isEqualTo(1);
        assertThat(ran.out()).contains("guardrail-unreadable", "(stale)");
        String before = NOW.minus(Duration.ofMinutes(6)).toString();
        assertThat(run("validate", "--base", "HEAD", "--metrics", file.toString(), "--now", before))
                .isEqualTo(1);
        Files.writeString(file, "{}");
        assertThat(run("validate", "--base", "HEAD", "--metrics", file.toString()))
                .isEqualTo(2);
    }

    @Test
    void aStepWaitsForItsGuardrails() {
        metrics.set("errors", "6.2");
        assertThat(run("next", "parent", "--metrics", "on")).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("""
            production
              waiting  parent  100 % waits for its guardrails
                         "parent" rises in production while error-rate is 6.2 %, at most 5 %, and has been beyond it for 30m [guardrail-breached]
                         help: Call the team

            now: Tue 24 Nov 2026 09:00 UTC
            """);
        assertThat(run("next", "parent", "--metrics", "on", "--format", "json")).isZero();
        assertThat(ran.out())
                .contains("\"state\": \"waiting\", \"step\": \"100\", \"from\": null, \"reasons\":"
                        + " [{\"rule\": \"guardrail-breached\", \"message\": ");
        metrics.forget("errors");
        metrics.forget("recovery");
        assertThat(run("next", "parent", "--metrics", "on", "--format", "json")).isZero();
        assertThat(ran.out())
                .contains("\"state\": \"waiting\", \"step\": \"100\", \"from\": null", "guardrail-unreadable");
    }

    @Test
    void aStepThatWaitsForTimeAsWellSaysFromWhen() {
        metrics.set("errors", "6.2");
        String early =
                NOW.minus(Duration.ofHours(4)).minus(Duration.ofMinutes(20)).toString();
        assertThat(run("next", "parent", "--metrics", "on", "--format", "json", "--now", early))
                .as(ran.err())
                .isZero();
        assertThat(ran.out())
                .contains("\"state\": \"waiting\", \"step\": \"100\", \"from\": \"2026-11-24T05:00:00Z\"")
                .contains("soak-cut-short", "guardrail-");
    }

    @Test
    void nobodyIsAskedUnlessSomebodySaysSo() {
        metrics.set("errors", "6.2");
        assertThat(run("next", "parent", "--format", "json")).isZero();
        assertThat(ran.out()).contains("\"state\": \"ready\"");
        assertThat(run("status", "parent", "--format", "json")).isZero();
        assertThat(ran.out()).contains("\"guardrails\": []");
        assertThat(metrics.asked()).isEmpty();
        bench.set("CI", "true");
        assertThat(run("next", "parent", "--base", "HEAD", "--format", "json")).isZero();
        assertThat(ran.out()).contains("\"state\": \"waiting\"");
        assertThat(run("next", "parent", "--base", "HEAD", "--metrics", "off", "--format", "json"))
                .isZero();
        assertThat(ran.out()).contains("\"state\": \"ready\"");
    }

    @Test
    void statusShowsWhatGuardrailsSay() {
        metrics.set("recovery", "2.3");
        assertThat(run("status", "--metrics", "on")).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("""
            production  2 flags: 1 ready, 1 waiting
              parent  █████·····  50 %  ready: 100 %
                error-rate is 1.25 %, at most 5 %; since 04:00
              child   █·········  10 %  50 % waits for its guardrails
                recovery is 2.3, at most 1, and has been beyond it for 30m;
                error-rate is 1.25 %, at most 5 %; since Sat 09:00

            now: Tue 24 Nov 2026 09:00 UTC
            """);
        assertThat(metrics.asked()).containsExactlyInAnyOrder("errors", "recovery");
        assertThat(run("status", "child", "--metrics", "on", "--format", "json"))
                .isZero();
        assertThat(ran.out())
                .contains("\"target\": null, \"guardrails\": [{\"guardrail\": \"error-rate\", \"flag\": \"child\"")
                .contains("{\"guardrail\": \"recovery\", \"flag\": \"child\"");
    }

    @Test
    void anAnnouncementHasTheColourAndTheValuesOfGuardrails() {
        assertThat(run("announce", "child", "-e", "production", "--stage", "progress", "--metrics", "on"))
                .as(ran.err())
                .isZero();
        assertThat(ran.out())
                .contains("Status: Green (all guardrails pass)\nMetrics: error-rate 1.25 %, recovery 0.5\n");
        assertThat(metrics.asked()).containsExactlyInAnyOrder("errors", "recovery");
        metrics.set("recovery", "2.3");
        assertThat(run("announce", "child", "-e", "production", "--stage", "progress", "--metrics", "on"))
                .isZero();
        assertThat(ran.out()).contains("Status: Red (recovery 2.3)\n");
        metrics.forget("errors");
        assertThat(run("announce", "parent", "-e", "production", "--stage", "progress", "--metrics", "on"))
                .isZero();
        assertThat(ran.out())
                .contains("Status: Yellow (error-rate no data (empty))\nMetrics: error-rate no data (empty)\n");
        metrics.asked().clear();
        assertThat(run("announce", "child", "-e", "production", "--stage", "progress"))
                .isZero();
        assertThat(ran.out()).contains("Status: Yellow (no guardrails were read)");
        assertThat(metrics.asked()).isEmpty();
    }

    @Test
    void aTemplateShowsEachGuardrail() {
        write("own.mustache", "{{flag}}{{#guardrails}} [{{name}}: {{value}}, {{verdict}}]{{/guardrails}} {{status}}\n");
        metrics.set("recovery", "2.3");
        assertThat(run(
                        "announce",
                        "child",
                        "-e",
                        "production",
                        "--stage",
                        "progress",
                        "--metrics",
                        "on",
                        "--template",
                        "own.mustache"))
                .as(ran.err())
                .isZero();
        assertThat(ran.out()).isEqualTo("child [error-rate: 1.25 %, within threshold] [recovery: 2.3, breach] Red\n");
    }

    /** Slack gives meaning to three characters alone, which are written as entities, and shows at most 40,000 in a message. */
    @Test
    void aWebhookOfSlackTakesWhatIsAnnounced() {
        assertThat(run(
                        "announce",
                        "child",
                        "-e",
                        "production",
                        "--stage",
                        "progress",
                        "--format",
                        "slack",
                        "--issues",
                        "<!channel> \"R&D\" <https://evil.example|here> \u001b[31m\u2028"))
                .isZero();
        write("body.json", ran.out());
        ParsedYaml body = ParsedYaml.of(directory.resolve("body.json"));
        assertThat(body.entries()).containsOnlyKeys("text");
        String text = body.at("text").text();
        assertThat(text)
                .contains("Issues: &lt;!channel&gt; \"R&amp;D\" &lt;https://evil.example|here&gt;", "\n\n")
                .doesNotContain("<", "\u001b", "\u2028")
                .hasSizeLessThan(40_000);
        assertThat(text.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
        assertThat(ran.out()).endsWith("}\n").containsOnlyOnce("\n");
    }

    @Test
    void nextBelievesAFileOfReadings(@TempDir Path elsewhere) throws IOException {
        metrics.set("errors", "6.2");
        assertThat(run("guard", "--format", "json")).isEqualTo(1);
        Path file = Files.writeString(elsewhere.resolve("readings.json"), ran.out());
        metrics.asked().clear();
        assertThat(run("next", "parent", "--metrics", file.toString(), "--format", "json"))
                .isZero();
        assertThat(ran.out()).contains("guardrail-breached");
        assertThat(metrics.asked()).isEmpty();
        assertThat(run("next", "--metrics", "onn")).isEqualTo(2);
        assertThat(ran.err()).contains("neither auto, on or off nor a file");
    }

    @Test
    void believesNoFileThatIsTracked() {
        assertThat(run("guard", "--format", "json")).isZero();
        write("readings.json", ran.out());
        git(NOW, "add", "readings.json");
        flag("parent", 100);
        assertThat(run("validate", "--base", "HEAD", "--metrics", "readings.json"))
                .isEqualTo(2);
        assertThat(ran.err()).contains("is a tracked file of the judged repository");
    }

    @Test
    void aBreachFreezesTheFlagInFlightOnce() throws IOException {
        metrics.set("errors", "6.2");
        assertThat(run("guard", "--act", "--commit")).isEqualTo(1);
        assertThat(ran.out())
                .contains("Freeze parent in production, committed because of error-rate 6.2 % for 30m, at most 5 %");
        assertThat(Files.readString(directory.resolve("flags/g/parent.yaml")))
                .contains("error-rate 6.2 % for 30m, at most 5 %", "since: 2026-11-24");
        assertThat(Files.readString(directory.resolve("flags/g/child.yaml"))).doesNotContain("frozen");
        String message = git(NOW, "log", "-1", "--format=%B");
        assertThat(message)
                .contains("Freeze parent in production", "Hoist-Action: pause", "Hoist-Guardrail: error-rate");
        assertThat(GUIDE).content().contains("```text\n" + message.strip() + "\n```");
        String head = git(NOW, "rev-parse", "HEAD");
        assertThat(run("guard", "--act", "--commit")).isEqualTo(1);
        assertThat(git(NOW, "rev-parse", "HEAD")).isEqualTo(head);
        assertThat(run("raise", "parent", "-e", "production", "--metrics", "on", "--base", "HEAD"))
                .isEqualTo(1);
    }

    @Test
    void aBreachOfRollbackDisablesTheFlagThatItNames() throws IOException {
        metrics.set("recovery", "2.3");
        assertThat(run("guard", "--act", "--commit")).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("flags/g/child.yaml"))).contains("enabled: false", "frozen");
        assertThat(Files.readString(directory.resolve("flags/g/parent.yaml"))).doesNotContain("frozen");
        assertThat(git(NOW, "log", "-1", "--format=%B")).contains("Hoist-Action: rollback");
    }

    @Test
    void aBreachBeforeAPersonThawedStopsNothing() {
        metrics.set("errors", "6.2");
        assertThat(run("guard", "--act", "--commit")).isEqualTo(1);
        assertThat(run("thaw", "parent", "-e", "production", "--commit", "--base", "HEAD"))
                .as(ran.err())
                .isZero();
        assertThat(run("guard", "--act", "--commit")).isEqualTo(1);
        assertThat(ran.out())
                .contains("parent was thawed or raised in production after the breach of error-rate began");
    }

    @Test
    void missingDataStopsNothing() {
        metrics.forget("errors");
        metrics.forget("recovery");
        String head = git(NOW, "rev-parse", "HEAD");
        assertThat(run("guard", "--act", "--commit")).isEqualTo(2);
        assertThat(git(NOW, "rev-parse", "HEAD")).isEqualTo(head);
    }

    /** In no output, file or argument, and in no program that is started; also where the server sends it back. */
    @Test
    void showsTheTokenNowhere() throws IOException {
        Path hook = directory.resolve(".git/hooks/pre-commit");
        write(".git/hooks/pre-commit", """
            #!/bin/sh
            { env; cat /proc/[0-9]*/cmdline; } >>"$(git rev-parse --git-common-dir)/seen" 2>/dev/null
            exit 0
            """);
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        bench.set("HOIST_PROMETHEUS_TOKEN", SECRET).set("HOIST_PROMETHEUS_URL", metrics.url());
        metrics.echo(SECRET);
        target("child", 10, 50);
        commit(NOW.minus(Duration.ofHours(4)), "target");
        StringBuilder printed = new StringBuilder();
        for (String[] call : new String[][] {
            {"guard"},
            {"guard", "--format", "json"},
            {"status", "--metrics", "on"},
            {"guard", "--act", "--commit"},
            {"advance", "--commit"}
        }) {
            metrics.set("errors", call[0].equals("guard") ? "6.2" : "1.25");
            run(call);
            printed.append(ran.all());
        }
        assertThat(printed).contains("raised child", "Freeze ").doesNotContain(SECRET);
        assertThat(directory.resolve(".git/seen"))
                .content(StandardCharsets.ISO_8859_1)
                .contains("HOIST_PROMETHEUS_URL");
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(SECRET));
        }
        assertThat(git(NOW, "log", "--all", "-p")).doesNotContain(SECRET);
    }

    @Test
    void ticksOnlyOnEvidenceThatPasses() throws IOException {
        write(
                "off.json",
                "{\"p99\": "
                        + IntStream.range(0, 30)
                                .mapToObj(at -> "" + (100 + at % 3))
                                .toList() + "}");
        write(
                "on.json",
                "{\"p99\": "
                        + IntStream.range(0, 30)
                                .mapToObj(at -> "" + (101 + at % 3))
                                .toList() + "}");
        write(
                "slow.json",
                "{\"p99\": "
                        + IntStream.range(0, 30)
                                .mapToObj(at -> "" + (150 + at % 3))
                                .toList() + "}");
        String policy = Files.readString(directory.resolve("flags/policy.yaml"));
        write("flags/policy.yaml", policy.replace("soak: 1h}", "soak: 1h, checklist: [performance-measured]}"));
        commit(NOW.minus(Duration.ofHours(1)), "checklist");
        assertThat(run("compare", "off.json", "slow.json", "--within", "p99=10%", "--out", "bad.json"))
                .isEqualTo(1);
        assertThat(run("tick", "parent", "performance-measured", "--evidence", "bad.json"))
                .isEqualTo(1);
        assertThat(Files.readString(directory.resolve("flags/g/parent.yaml"))).doesNotContain("performance-measured");
        assertThat(run("compare", "off.json", "on.json", "--within", "p99=10%", "--out", "good.json"))
                .isZero();
        assertThat(run("tick", "parent", "performance-measured", "--evidence", "good.json", "--base", "HEAD"))
                .as(ran.err())
                .isZero();
        assertThat(Files.readString(directory.resolve("flags/g/parent.yaml"))).contains("performance-measured");
        assertThat(run("tick", "parent", "performance-measured", "--evidence", "off.json"))
                .isEqualTo(2);
        assertThat(run("compare", "off.json", "on.json", "--within", "p99=ten")).isEqualTo(2);
    }

    private void target(String key, int percentage, int target) {
        Workbench.flag(directory, key, "percentage: " + percentage + ", target: " + target);
    }

    @Test
    void theJobRaisesOneFlagThatHasATarget() throws IOException {
        target("child", 10, 50);
        commit(NOW.minus(Duration.ofHours(4)), "target");
        assertThat(run("advance", "--commit", "--format", "json")).as(ran.all()).isZero();
        assertThat(ran.out())
                .contains("\"raised\": {\"flag\": \"child\", \"environment\": \"production\", \"step\": \"50\","
                        + " \"commit\": \"")
                .contains("\"considered\": [");
        assertThat(Files.readString(directory.resolve("flags/g/child.yaml"))).contains("percentage: 50");
        assertThat(git(NOW, "log", "-1", "--format=%B")).contains("Hoist-Action: raise", "Hoist-Flag: child");
        assertThat(run("advance", "--commit")).isZero();
        assertThat(ran.out()).contains("nothing to raise");
    }

    @Test
    void theJobRaisesNothingDuringABreachOrWithoutData() throws IOException {
        target("child", 10, 50);
        commit(NOW.minus(Duration.ofHours(4)), "target");
        metrics.set("errors", "6.2");
        assertThat(run("advance", "--commit")).isEqualTo(1);
        assertThat(ran.out()).contains("error-rate is 6.2 %", "nothing was raised");
        metrics.forget("errors");
        assertThat(run("advance", "--commit")).isEqualTo(2);
        assertThat(Files.readString(directory.resolve("flags/g/child.yaml"))).contains("percentage: 10");
    }

    @Test
    void theJobNeverRaisesWhatWentDown() {
        target("parent", 10, 100);
        commit(NOW.minus(Duration.ofHours(4)), "lower parent");
        assertThat(run("advance", "--commit")).isZero();
        assertThat(ran.out()).contains("nothing to raise");
    }

    @Test
    void misuseIsNoAnswer() {
        assertThat(run("guard", "--commit")).isEqualTo(2);
        assertThat(run("guard", "nobody")).isEqualTo(2);
        assertThat(run("guard", "-e", "nowhere")).isEqualTo(2);
        assertThat(run("validate", "--base", "HEAD", "--metrics", "no-such-file"))
                .isEqualTo(2);
    }
}
