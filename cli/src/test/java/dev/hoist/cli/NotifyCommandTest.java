package dev.hoist.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hoist notify}, over git and HTTP. */
class NotifyCommandTest {
    @TempDir
    Path directory;

    @TempDir
    Path tools;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicReference<Process> victim = new AtomicReference<>();
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Process running = victim.get();
            if (running != null && bodies.size() == 2) {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly();
            } else {
                bodies.add(body);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        Git.run(directory, "init", "-q", "-b", "main");
        write("flags/policy.yaml", "policy: 1\nenvironments:\n  production: {ladder: [0, 10, 50, 100], soak: 0m}\n");
        for (int percentage : List.of(0, 10, 50, 100, 0)) {
            write(
                    "flags/g/use_checkout.yaml",
                    "flag: use_checkout\ndescription: d\nowner: o\nenvironments:\n  production: {percentage: "
                            + percentage + "}\n");
            Git.run(directory, "add", "-A");
            Git.run(directory, "commit", "-q", "-m", "To " + percentage);
        }
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Map<String, String> variables() {
        return Map.of(
                "HOIST_WEBHOOK_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/s3cr3t");
    }

    private Shell.Result run(String... arguments) {
        return run(variables(), arguments);
    }

    private Shell.Result run(Map<String, String> variables, String... arguments) {
        StringWriter out = new StringWriter();
        int code = new Main(WithoutInput.terminal(
                        out,
                        new PrintWriter(out, true),
                        false,
                        false,
                        variables,
                        directory,
                        Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC)))
                .run(arguments);
        return new Shell.Result(code, out.toString());
    }

    @Test
    void postsWhatLandedSince() {
        Shell.Result result = run("notify", "--since", "HEAD~2");
        assertThat(result.printed()).isEqualTo("2 movements posted to the webhook\n");
        assertThat(result.status()).isZero();
        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(0)).contains("\"direction\": \"raise\", \"from\": 50, \"to\": 100", "\"To 100\"");
        assertThat(bodies.get(1)).contains("\"direction\": \"lower\", \"from\": 100, \"to\": 0");
        assertThat(run("notify", "--since", "HEAD").printed()).isEqualTo("0 movements posted to the webhook\n");
    }

    @Test
    void aRunThatIsKilledIsCompletedByTheNext() throws Exception {
        Shell.in(tools);
        ProcessBuilder builder = new ProcessBuilder(
                        tools.resolve("hoist").toString(), "notify", "--since", "HEAD~4", "--state", "posted")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variables());
        Process process = builder.start();
        victim.set(process);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        victim.set(null);
        List<String> before = new ArrayList<>(bodies);
        assertThat(before).hasSize(2);
        assertThat(run("notify", "--since", "HEAD~4", "--state", "posted").printed())
                .isEqualTo("2 movements posted to the webhook\n2 posted before\n");
        assertThat(bodies).hasSize(4);
        assertThat(new HashSet<>(bodies)).hasSize(4);
        run("notify", "--since", "HEAD~4", "--state", "posted");
        assertThat(bodies).hasSize(4);
    }

    @Test
    void saysWhichPostFailed() {
        server.removeContext("/");
        Shell.Result result = run("notify", "--since", "HEAD~1");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.printed())
                .contains("not posted to the webhook at http://127.0.0.1", "it answered 404", "use_checkout went down")
                .doesNotContain("s3cr3t");
    }

    @Test
    void misuseIsNoAnswer() {
        for (String call :
                List.of("notify", "notify --since nowhere", "notify --since ", "notify --since HEAD --format xml")) {
            Shell.Result result = run(call.split(" ", -1));
            assertThat(result.status()).as(call).isEqualTo(2);
            assertThat(result.printed()).startsWith("hoist: ").contains("= help: ");
        }
        assertThat(run(Map.of(), "notify", "--since", "HEAD~1").printed())
                .contains("there is nowhere to post to", "HOIST_WEBHOOK_URL");
        assertThat(run(Map.of(), "notify", "--since", "HEAD~1", "--dry-run").printed())
                .startsWith("use_checkout went down in production: 100 → 0 %. To 0 (Ada, ");
    }
}
