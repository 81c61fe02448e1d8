package dev.hoist.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guardrails at the command line, over git and HTTP: what is asked, what refuses, and what is stopped. */
class GuardCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final String SECRET = "s3cr3t-t0k3n";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>(Git.at(NOW));
    private final Map<String, String> values = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Map<String, String> fields = new HashMap<>();
            for (String field : form.split("&", -1)) {
                fields.put(field.split("=", 2)[0], URLDecoder.decode(field.split("=", 2)[1], UTF_8));
            }
            String query = fields.get("query");
            asked.add(query);
            long end = Long.parseLong(fields.get("end"));
            long start = Long.parseLong(fields.get("start"));
            String value = values.get(query);
            String points = IntStream.rangeClosed(0, (int) ((end - start) / 60))
                    .mapToObj(at -> "[" + (start + 60L * at) + ",\"" + value + "\"]")
                    .collect(Collectors.joining(","));
            String series =
                    value == null ? "" : "{\"metric\":{\"job\":\"</script>\\u001b[31m\"},\"values\":[" + points + "]}";
            byte[] body = ("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + series + "]}}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        git(NOW.minus(Duration.ofDays(3)), "init", "-q", "-b", "main");
        write("flags/policy.yaml", """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 1h}
            metrics: {prometheus: "http://127.0.0.1:%d"}
            guardrails:
              error-rate: {query: errors, max: 5, unit: "%%", on_breach: pause, advice: Call the team}
              recovery: {query: 'recovery', max: 1, flags: [child], on_breach: rollback}
            """.formatted(server.getAddress().getPort()));
        flag("parent", 10);
        flag("child", 10);
        commit(NOW.minus(Duration.ofDays(3)), "begin");
        flag("parent", 50);
        commit(NOW.minus(Duration.ofHours(5)), "raise parent");
        values.put("errors", "1.25");
        values.put("recovery", "0.5");
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void flag(String key, int percentage) {
        write(
                "flags/g/" + key + ".yaml",
                "flag: " + key + "\ndescription: d\nowner: o\nenvironments:\n  production: {percentage: " + percentage
                        + "}\n");
    }

    private void write(String path, String text) {
        try {
            Path file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void commit(Instant time, String message) {
        git(time, "add", "-A");
        git(time, "commit", "-q", "-m", message);
    }

    private String git(Instant time, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Git.at(time));
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", System.getenv("PATH"));
        return new Main(new Terminal(
                        out,
                        new PrintWriter(err, true),
                        false,
                        false,
                        all,
                        directory,
                        Clock.fixed(NOW, ZoneOffset.UTC)))
                .run(arguments);
    }

    @Test
    void passesWhileEverythingIsWell() {
        assertThat(run("guard")).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("pass   error-rate", "1.25 %, at most 5 %")
                .contains("recovery")
                .doesNotContain("\u001b", "Call the team");
        assertThat(asked).containsExactlyInAnyOrder("errors", "recovery");
    }

    @Test
    void tellsABreachAndWhatToDo() {
        values.put("errors", "6.2");
        assertThat(run("guard")).isEqualTo(1);
        assertThat(out.toString())
                .contains("breach", "6.2 % for 30m, at most 5 %", "Call the team", "\\u001b[31m")
                .doesNotContain("\u001b");
    }

    @Test
    void noDataIsNoPass() {
        values.remove("errors");
        assertThat(run("guard")).isEqualTo(2);
        assertThat(out.toString()).contains("no-data", "the query returned no series", "2 flags");
        assertThat(out.toString().split("the query returned no series", -1))
                .as("one sentence for flags of which a guardrail says the same")
                .hasSizeLessThan(4);
    }

    @Test
    void writesJsonWithEveryKey() {
        values.put("errors", "6.2");
        assertThat(run("guard", "parent", "--format", "json")).isEqualTo(1);
        assertThat(out.toString())
                .contains("\"worst\": {\"guardrail\": \"error-rate\", \"environment\": \"production\", \"on_breach\":"
                        + " \"pause\"}")
                .contains("{\"guardrail\": \"error-rate\", \"flag\": \"parent\", \"environment\": \"production\","
                        + " \"state\": \"breach\", \"reason\": null, \"ongoing\": true, \"value\": 6.2,"
                        + " \"threshold\": 5, \"unit\": \"%\", \"on_breach\": \"pause\", \"since\":"
                        + " \"2026-11-24T08:30:00Z\", \"at\": \"2026-11-24T09:00:00Z\", \"series\": ");
    }

    @Test
    void refusesARaiseDuringABreach() {
        values.put("errors", "6.2");
        flag("parent", 100);
        assertThat(run("validate", "--base", "HEAD", "--metrics", "off")).isZero();
        assertThat(out.toString()).contains("guardrail-unread");
        assertThat(run("validate", "--base", "HEAD", "--metrics", "on")).isEqualTo(1);
        assertThat(out.toString()).contains("guardrail-breached");
        environment.put("CI", "true");
        assertThat(run("validate", "--base", "HEAD~1", "--head", "HEAD", "--format", "json"))
                .isEqualTo(1);
    }

    @Test
    void aRollbackAsksNobody() {
        values.put("errors", "6.2");
        flag("parent", 10);
        assertThat(run("validate", "--base", "HEAD", "--metrics", "on")).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void believesAFileOfReadingsForAQuarterOfAnHour(@TempDir Path elsewhere) throws IOException {
        flag("parent", 100);
        assertThat(run("guard", "--format", "json")).isZero();
        Path file = Files.writeString(elsewhere.resolve("readings.json"), out.toString());
        asked.clear();
        assertThat(run("validate", "--base", "HEAD", "--metrics", file.toString()))
                .as(out + "" + err)
                .isZero();
        assertThat(out.toString()).doesNotContain("guardrail-unread");
        assertThat(asked).isEmpty();
        String later = NOW.plus(Duration.ofMinutes(16)).toString();
        assertThat(run("validate", "--base", "HEAD", "--metrics", file.toString(), "--now", later))
                .isEqualTo(1);
        assertThat(out.toString()).contains("guardrail-unreadable", "(stale)");
        String before = NOW.minus(Duration.ofMinutes(6)).toString();
        assertThat(run("validate", "--base", "HEAD", "--metrics", file.toString(), "--now", before))
                .isEqualTo(1);
        Files.writeString(file, "{}");
        assertThat(run("validate", "--base", "HEAD", "--metrics", file.toString()))
                .isEqualTo(2);
    }

    @Test
    void aStepWaitsForItsGuardrails() {
        values.put("errors", "6.2");
        assertThat(run("next", "parent", "--metrics", "on")).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("""
            production
              waiting  parent  100 % waits for its guardrails
                         "parent" rises in production while error-rate is 6.2 %, at most 5 %, and has been beyond it for 30m [guardrail-breached]
                         help: Call the team

            now: Tue 24 Nov 2026 09:00 UTC
            """);
        assertThat(run("next", "parent", "--metrics", "on", "--format", "json")).isZero();
        assertThat(out.toString())
                .contains("\"state\": \"waiting\", \"step\": \"100\", \"from\": null, \"reasons\":"
                        + " [{\"rule\": \"guardrail-breached\", \"message\": ");
        values.clear();
        assertThat(run("next", "parent", "--metrics", "on", "--format", "json")).isZero();
        assertThat(out.toString())
                .contains("\"state\": \"waiting\", \"step\": \"100\", \"from\": null", "guardrail-unreadable");
    }

    @Test
    void aStepThatWaitsForTimeAsWellSaysFromWhen() {
        values.put("errors", "6.2");
        String early =
                NOW.minus(Duration.ofHours(4)).minus(Duration.ofMinutes(20)).toString();
        assertThat(run("next", "parent", "--metrics", "on", "--format", "json", "--now", early))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("\"state\": \"waiting\", \"step\": \"100\", \"from\": \"2026-11-24T05:00:00Z\"")
                .contains("soak-cut-short", "guardrail-");
    }

    @Test
    void nobodyIsAskedUnlessSomebodySaysSo() {
        values.put("errors", "6.2");
        assertThat(run("next", "parent", "--format", "json")).isZero();
        assertThat(out.toString()).contains("\"state\": \"ready\"");
        assertThat(run("status", "parent", "--format", "json")).isZero();
        assertThat(out.toString()).contains("\"guardrails\": []");
        assertThat(asked).isEmpty();
        environment.put("CI", "true");
        assertThat(run("next", "parent", "--base", "HEAD", "--format", "json")).isZero();
        assertThat(out.toString()).contains("\"state\": \"waiting\"");
        assertThat(run("next", "parent", "--base", "HEAD", "--metrics", "off", "--format", "json"))
                .isZero();
        assertThat(out.toString()).contains("\"state\": \"ready\"");
    }

    @Test
    void statusShowsWhatGuardrailsSay() {
        values.put("recovery", "2.3");
        assertThat(run("status", "--metrics", "on")).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("""
            production  2 flags: 1 ready, 1 waiting
              parent  █████·····  50 %  ready: 100 %
                error-rate is 1.25 %, at most 5 %; since 04:00
              child   █·········  10 %  50 % waits for its guardrails
                recovery is 2.3, at most 1, and has been beyond it for 30m;
                error-rate is 1.25 %, at most 5 %; since Sat 09:00

            now: Tue 24 Nov 2026 09:00 UTC
            """);
        assertThat(asked).containsExactlyInAnyOrder("errors", "recovery");
        assertThat(run("status", "child", "--metrics", "on", "--format", "json"))
                .isZero();
        assertThat(out.toString())
                .contains("\"target\": null, \"guardrails\": [{\"guardrail\": \"error-rate\", \"flag\": \"child\"")
                .contains("{\"guardrail\": \"recovery\", \"flag\": \"child\"");
    }

    @Test
    void anAnnouncementHasTheColourAndTheValuesOfGuardrails() {
        assertThat(run("announce", "child", "-e", "production", "--stage", "progress", "--metrics", "on"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("Status: Green (all guardrails pass)\nMetrics: error-rate 1.25 %, recovery 0.5\n");
        assertThat(asked).containsExactlyInAnyOrder("errors", "recovery");
        values.put("recovery", "2.3");
        assertThat(run("announce", "child", "-e", "production", "--stage", "progress", "--metrics", "on"))
                .isZero();
        assertThat(out.toString()).contains("Status: Red (recovery 2.3)\n");
        values.remove("errors");
        assertThat(run("announce", "parent", "-e", "production", "--stage", "progress", "--metrics", "on"))
                .isZero();
        assertThat(out.toString())
                .contains("Status: Yellow (error-rate no data (empty))\nMetrics: error-rate no data (empty)\n");
        asked.clear();
        assertThat(run("announce", "child", "-e", "production", "--stage", "progress"))
                .isZero();
        assertThat(out.toString()).contains("Status: Yellow (no guardrails were read)");
        assertThat(asked).isEmpty();
    }

    @Test
    void aTemplateShowsEachGuardrail() {
        write("own.mustache", "{{flag}}{{#guardrails}} [{{name}}: {{value}}, {{verdict}}]{{/guardrails}} {{status}}\n");
        values.put("recovery", "2.3");
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
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .isEqualTo("child [error-rate: 1.25 %, within threshold] [recovery: 2.3, breach] Red\n");
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
        write("body.json", out.toString());
        ParsedYaml body = ParsedYaml.of(directory.resolve("body.json"));
        assertThat(body.entries()).containsOnlyKeys("text");
        String text = body.at("text").text();
        assertThat(text)
                .contains("Issues: &lt;!channel&gt; \"R&amp;D\" &lt;https://evil.example|here&gt;", "\n\n")
                .doesNotContain("<", "\u001b", "\u2028")
                .hasSizeLessThan(40_000);
        assertThat(text.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
        assertThat(out.toString()).endsWith("}\n").containsOnlyOnce("\n");
    }

    @Test
    void nextBelievesAFileOfReadings(@TempDir Path elsewhere) throws IOException {
        values.put("errors", "6.2");
        assertThat(run("guard", "--format", "json")).isEqualTo(1);
        Path file = Files.writeString(elsewhere.resolve("readings.json"), out.toString());
        asked.clear();
        assertThat(run("next", "parent", "--metrics", file.toString(), "--format", "json"))
                .isZero();
        assertThat(out.toString()).contains("guardrail-breached");
        assertThat(asked).isEmpty();
        assertThat(run("next", "--metrics", "onn")).isEqualTo(2);
        assertThat(err.toString()).contains("neither auto, on or off nor a file");
    }

    @Test
    void believesNoFileThatIsTracked() {
        assertThat(run("guard", "--format", "json")).isZero();
        write("readings.json", out.toString());
        git(NOW, "add", "readings.json");
        flag("parent", 100);
        assertThat(run("validate", "--base", "HEAD", "--metrics", "readings.json"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is tracked by the repository");
    }

    @Test
    void aBreachFreezesTheFlagInFlightOnce() throws IOException {
        values.put("errors", "6.2");
        assertThat(run("guard", "--act", "--commit")).isEqualTo(1);
        assertThat(out.toString())
                .contains("Freeze parent in production, committed because of error-rate 6.2 % for 30m, at most 5 %");
        assertThat(Files.readString(directory.resolve("flags/g/parent.yaml")))
                .contains("error-rate 6.2 % for 30m, at most 5 %", "since: 2026-11-24");
        assertThat(Files.readString(directory.resolve("flags/g/child.yaml"))).doesNotContain("frozen");
        String message = git(NOW, "log", "-1", "--format=%B");
        assertThat(message)
                .contains("Freeze parent in production", "Hoist-Action: pause", "Hoist-Guardrail: error-rate");
        String head = git(NOW, "rev-parse", "HEAD");
        assertThat(run("guard", "--act", "--commit")).isEqualTo(1);
        assertThat(git(NOW, "rev-parse", "HEAD")).isEqualTo(head);
        assertThat(run("raise", "parent", "-e", "production", "--metrics", "on", "--base", "HEAD"))
                .isEqualTo(1);
    }

    @Test
    void aBreachOfRollbackDisablesTheFlagThatItNames() throws IOException {
        values.put("recovery", "2.3");
        assertThat(run("guard", "--act", "--commit")).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("flags/g/child.yaml"))).contains("enabled: false", "frozen");
        assertThat(Files.readString(directory.resolve("flags/g/parent.yaml"))).doesNotContain("frozen");
        assertThat(git(NOW, "log", "-1", "--format=%B")).contains("Hoist-Action: rollback");
    }

    @Test
    void aBreachBeforeAPersonThawedStopsNothing() {
        values.put("errors", "6.2");
        assertThat(run("guard", "--act", "--commit")).isEqualTo(1);
        assertThat(run("thaw", "parent", "-e", "production", "--commit", "--base", "HEAD"))
                .as(err.toString())
                .isZero();
        assertThat(run("guard", "--act", "--commit")).isEqualTo(1);
        assertThat(out.toString())
                .contains("parent was thawed or raised in production after the breach of error-rate began");
    }

    @Test
    void missingDataStopsNothing() {
        values.clear();
        String head = git(NOW, "rev-parse", "HEAD");
        assertThat(run("guard", "--act", "--commit")).isEqualTo(2);
        assertThat(git(NOW, "rev-parse", "HEAD")).isEqualTo(head);
    }

    @Test
    void showsTheTokenNowhere() {
        environment.put("HOIST_PROMETHEUS_TOKEN", SECRET);
        environment.put(
                "HOIST_PROMETHEUS_URL",
                "http://127.0.0.1:" + server.getAddress().getPort());
        values.put("errors", "6.2");
        for (String format : List.of("text", "json")) {
            run("guard", "--format", format);
            assertThat(out + "" + err).doesNotContain(SECRET);
        }
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
                .as(err.toString())
                .isZero();
        assertThat(Files.readString(directory.resolve("flags/g/parent.yaml"))).contains("performance-measured");
        assertThat(run("tick", "parent", "performance-measured", "--evidence", "off.json"))
                .isEqualTo(2);
        assertThat(run("compare", "off.json", "on.json", "--within", "p99=ten")).isEqualTo(2);
    }

    private void target(String key, int percentage, int target) {
        write(
                "flags/g/" + key + ".yaml",
                "flag: " + key + "\ndescription: d\nowner: o\nenvironments:\n  production: {percentage: " + percentage
                        + ", target: " + target + "}\n");
    }

    @Test
    void theJobRaisesOneFlagThatHasATarget() throws IOException {
        target("child", 10, 50);
        commit(NOW.minus(Duration.ofHours(4)), "target");
        assertThat(run("advance", "--commit", "--format", "json"))
                .as(out + "" + err)
                .isZero();
        assertThat(out.toString())
                .contains("\"raised\": {\"flag\": \"child\", \"environment\": \"production\", \"step\": \"50\","
                        + " \"commit\": \"")
                .contains("\"considered\": [");
        assertThat(Files.readString(directory.resolve("flags/g/child.yaml"))).contains("percentage: 50");
        assertThat(git(NOW, "log", "-1", "--format=%B")).contains("Hoist-Action: raise", "Hoist-Flag: child");
        assertThat(run("advance", "--commit")).isZero();
        assertThat(out.toString()).contains("nothing to raise");
    }

    @Test
    void theJobRaisesNothingDuringABreachOrWithoutData() throws IOException {
        target("child", 10, 50);
        commit(NOW.minus(Duration.ofHours(4)), "target");
        values.put("errors", "6.2");
        assertThat(run("advance", "--commit")).isEqualTo(1);
        assertThat(out.toString()).contains("error-rate is 6.2 %", "nothing was raised");
        values.remove("errors");
        assertThat(run("advance", "--commit")).isEqualTo(2);
        assertThat(Files.readString(directory.resolve("flags/g/child.yaml"))).contains("percentage: 10");
    }

    @Test
    void theJobNeverRaisesWhatWentDown() {
        target("parent", 10, 100);
        commit(NOW.minus(Duration.ofHours(4)), "lower parent");
        assertThat(run("advance", "--commit")).isZero();
        assertThat(out.toString()).contains("nothing to raise");
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
