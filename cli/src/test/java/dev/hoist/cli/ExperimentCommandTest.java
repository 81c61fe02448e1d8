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
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts of experiments at the command line, over git and HTTP. */
class ExperimentCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>(Git.at(NOW));
    private final Map<String, Long> users = new TreeMap<>();
    private final Map<String, Long> dayBefore = new TreeMap<>();
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String form = URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8), UTF_8);
            boolean isNow = form.contains("time=" + NOW.getEpochSecond());
            String series = (isNow ? users : dayBefore)
                    .entrySet().stream()
                            .map(one -> "{\"metric\":{\"variant\":\"" + one.getKey() + "\"},\"value\":["
                                    + NOW.getEpochSecond() + ",\"" + one.getValue() + "\"]}")
                            .collect(Collectors.joining(","));
            byte[] body = ("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + series + "]}}")
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
            """.formatted(server.getAddress().getPort()));
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
        server.stop(0);
    }

    private void took(long a, long b, long c) {
        users.putAll(Map.of("a", a, "b", b, "c", c));
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
    void evenAndEnough() {
        took(3333, 3333, 3334);
        assertThat(run("experiment", "--format", "json")).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains(
                        "{\"now\": \"2026-11-24T09:00:00Z\"",
                        "{\"variant\": \"a\", \"users\": 3333, \"expected\": 3333.0}",
                        "{\"variant\": \"c\", \"users\": 3334, \"expected\": 3334.0}",
                        "\"p\": 1.0, \"mismatch\": false, \"min_sample_size\": 3000, \"enough\": true, \"enough_from\": null")
                .contains("\"within\": \"parent\", \"status\": \"running\"", "\"state\": \"pass\"");
        assertThat(run("experiment", "button")).isZero();
        assertThat(out.toString()).contains("pass  button", "a: 3333 users, 3333.0 expected");
    }

    @Test
    void tellsAMismatchOnlyBeyondChance() {
        took(3333, 3333, 3534);
        assertThat(run("experiment")).as("p is about 0.016").isZero();
        took(3333, 3333, 3734);
        assertThat(run("experiment", "--format", "json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"mismatch\": true", "\"state\": \"mismatch\"");
    }

    @Test
    void aVariantWithoutASeriesHasNobody() {
        users.putAll(Map.of("a", 3333L, "b", 3333L));
        assertThat(run("experiment")).isEqualTo(1);
        assertThat(out.toString()).contains("c: 0 users");
    }

    @Test
    void saysWhenThereAreEnough() {
        took(2000, 2000, 2000);
        dayBefore.putAll(Map.of("a", 1000L, "b", 1500L, "c", 1000L));
        assertThat(run("experiment", "--format", "json")).isEqualTo(2);
        assertThat(out.toString())
                .contains("\"enough\": false, \"enough_from\": \"2026-11-26T09:00:00Z\", \"state\": \"not-enough\"");
        dayBefore.put("b", 2000L);
        assertThat(run("experiment", "--format", "json")).isEqualTo(2);
        assertThat(out.toString()).contains("\"enough_from\": null");
    }

    @Test
    void warnsOfAConclusionWithTooFewUsers() throws IOException {
        took(2000, 2100, 2200);
        String experiment = Files.readString(directory.resolve("flags/g/button.yaml"));
        write("flags/g/button.yaml", experiment.replace("status: running", "status: concluded"));
        assertThat(run("validate", "--metrics", "on")).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains(
                        "\"button\" is concluded with too few users: a has 2,000 users of 3,000",
                        "[underpowered-experiment]");
        assertThat(run("validate")).isZero();
        assertThat(out.toString()).doesNotContain("underpowered-experiment");
        took(3000, 3000, 3000);
        assertThat(run("validate", "--metrics", "on")).isZero();
        assertThat(out.toString()).doesNotContain("underpowered-experiment");
        server.stop(0);
        assertThat(run("validate", "--metrics", "on")).isZero();
        assertThat(out.toString()).doesNotContain("underpowered-experiment");
    }

    @Test
    void noDataIsNoPass() {
        assertThat(run("experiment", "--format", "json")).isEqualTo(2);
        assertThat(out.toString())
                .contains("\"exposures\": [], \"p\": null, \"mismatch\": null", "\"state\": \"no-data\"");
        took(3333, 3333, 3334);
        users.put("other", 1L);
        assertThat(run("experiment")).isEqualTo(2);
        assertThat(out.toString()).contains("no-data  button", "which is no variant");
        server.stop(0);
        assertThat(run("experiment")).isEqualTo(2);
        assertThat(out.toString()).contains("no-data  button", "there is no connection");
    }

    @Test
    void asksNobodyWhereNoExperimentRuns() throws IOException {
        String experiment = Files.readString(directory.resolve("flags/g/button.yaml"));
        write("flags/g/button.yaml", experiment.replace("status: running", "status: draft"));
        commit(NOW, "stop");
        server.stop(0);
        assertThat(run("experiment")).as(err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("no experiment runs\n");
    }

    @Test
    void anUnknownKeyIsAMisuse() {
        assertThat(run("experiment", "buton")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no experiment \"buton\"", "button");
    }
}
