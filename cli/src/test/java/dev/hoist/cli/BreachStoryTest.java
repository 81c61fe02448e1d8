package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A breach from its first error to the way back, over a git daemon with the hook of the server. A service serves real requests:
 * it fails those whose users have the flag, as main declares it, once the flag's code is broken. Each minute of the story has
 * requests.
 */
class BreachStoryTest {
    private static final int REQUESTS = 20;
    private static final String QUERY = "100 * errors / requests";
    private static final String FLAG = "flags/g/one_click.yaml";

    @TempDir
    Path directory;

    private final HttpClient user = HttpClient.newHttpClient();
    private final Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private GitServer server;
    private Metrics metrics;
    private HttpServer service;
    private Workbench bench;
    private Path job;
    private int exposed;
    private boolean broken;

    @BeforeEach
    void begin() throws IOException, InterruptedException {
        metrics = new Metrics();
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            int place = Integer.parseInt(exchange.getRequestURI().getQuery());
            boolean fails = broken && place * 100 < exposed * REQUESTS;
            exchange.sendResponseHeaders(fails ? 500 : 200, -1);
            exchange.close();
        });
        service.start();
        Path root = directory.toRealPath();
        server = GitServer.create(root);
        bench = new Workbench(root).set("CI", "true");
        Path ada = bench.clone("server.git", "ada", end);
        Workbench.git(ada, end, "symbolic-ref", "HEAD", "refs/heads/main");
        Workbench.write(ada, "flags/policy.yaml", """
            policy: 1
            environments:
              production: {ladder: [0, 5, 25, 50, 100], soak: 1h, spacing: 0m}
            metrics: {prometheus: "%s"}
            guardrails:
              error-rate: {query: "%s", max: 5, unit: "%%", on_breach: rollback, advice: Ask the game team}
            """.formatted(metrics.url(), QUERY));
        Workbench.flag(ada, "one_click", "percentage: 5, target: 100");
        Workbench.push(ada, end.minus(Duration.ofHours(3)), "Begin");
        Workbench.flag(ada, "one_click", "percentage: 25, target: 100");
        Workbench.push(ada, end.minus(Duration.ofMinutes(40)), "Raise one_click to 25 %");
        server.install().serve();
        job = server.clone("job").root();
    }

    @AfterEach
    void close() {
        server.close();
        service.stop(0);
        metrics.close();
    }

    /** What users meet in a minute becomes the value of the metric. */
    private void serve(Instant minute) throws IOException, InterruptedException {
        String declared = server.git(server.bare(), "show", "main:" + FLAG).output();
        exposed = declared.contains("enabled: false")
                ? 0
                : Integer.parseInt(declared.replaceFirst("(?s).*percentage: (\\d+).*", "$1"));
        int errors = 0;
        for (int place = 0; place < REQUESTS; place++) {
            URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/play?" + place);
            int status = user.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            errors += status == 500 ? 1 : 0;
        }
        metrics.set(QUERY, minute, Integer.toString(100 * errors / REQUESTS));
    }

    /** Serves minute after minute, with a run of the job every five of them, until the job has committed something. */
    private Instant untilTheJobActs(Instant from) throws IOException, InterruptedException {
        String before = server.main();
        for (Instant now = from; !now.isAfter(end); now = now.plus(Duration.ofMinutes(1))) {
            serve(now);
            if (Duration.between(from, now).toMinutes() % 5 != 2) {
                continue;
            }
            long began = System.nanoTime();
            Workbench.Ran guarded = bench.hoist(job, now, "guard", "--act", "--push");
            if (!server.main().equals(before)) {
                assertThat(guarded.status()).as(guarded.all()).isEqualTo(1);
                System.out.println("breach: " + Duration.between(from, now).toMinutes()
                        + " min from the first error to the run that acts, which took "
                        + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)
                        + " ms from its start to the commit on the server, hook included");
                return now;
            }
            assertThat(guarded.status()).as(guarded.all()).isZero();
        }
        throw new AssertionError("the job stopped nothing");
    }

    private String main(String format) {
        return server.git(server.bare(), "log", "-1", "--format=" + format, "main")
                .output()
                .strip();
    }

    private GitServer.Result push(Path clone) {
        return server.git(clone, "push", "origin", "HEAD:refs/heads/main");
    }

    @Test
    void fromTheFirstErrorToTheWayBack() throws IOException, InterruptedException {
        for (int ago = 20; ago > 9; ago--) {
            serve(end.minus(Duration.ofMinutes(ago)));
        }
        broken = true;
        Instant firstErrors = end.minus(Duration.ofMinutes(9));
        Instant acted = untilTheJobActs(firstErrors);
        assertThat(Duration.between(firstErrors, acted))
                .as("a breach takes five minutes to be one, and the next run of the job is two minutes later")
                .isEqualTo(Duration.ofMinutes(7));
        assertThat(main("%ct")).isEqualTo(Long.toString(acted.getEpochSecond()));
        assertThat(main("%B"))
                .startsWith("Disable one_click in production\n")
                .contains(
                        "error-rate 25 % for 7m, at most 5 %", "Hoist-Action: rollback", "Hoist-Guardrail: error-rate");

        // the commit ends the errors, and the job leaves the flag down
        Instant now = acted.plus(Duration.ofMinutes(1));
        serve(now);
        assertThat(exposed).isZero();
        String disabled = server.main();
        assertThat(bench.hoist(job, now, "guard", "--act", "--push").out())
                .contains("no guardrail watches a flag that anyone has", "nothing to stop");
        assertThat(bench.hoist(job, now, "advance", "--push").out()).contains("nothing to raise");
        assertThat(server.main()).isEqualTo(disabled);

        // a person who raises it all the same
        GitServer.Clone grace = server.clone("grace");
        grace.write(FLAG, Workbench.read(grace.root(), FLAG).replaceFirst("enabled: false.*", "percentage: 25}"));
        grace.commit("Turn it on again");
        push(grace.root()).refusedWith("[frozen-flag]", "[guardrail-", "error-rate");
        assertThat(server.main()).isEqualTo(disabled);

        // what a person does: thaw at once, and raise once it was well for long enough
        Path ada = bench.clone("server.git", "later", now);
        Workbench.Ran thawed = bench.hoist(ada, now, "thaw", "one_click", "-e", "production", "--commit");
        assertThat(thawed.status()).as(thawed.all()).isZero();
        push(ada).succeeds();
        assertThat(main("%s")).isEqualTo("Thaw one_click in production");
        assertThat(bench.hoist(ada, now, "raise", "one_click", "-e", "production", "--metrics", "on")
                        .all())
                .contains("not written: the judge refuses it", "[guardrail-");
        Instant later = acted.plus(Duration.ofHours(1));
        Workbench.Ran raised =
                bench.hoist(ada, later, "raise", "one_click", "-e", "production", "--metrics", "on", "--commit");
        assertThat(raised.status()).as(raised.all()).isZero();
        assertThat(Workbench.git(ada, later, "log", "-1", "--format=%B"))
                .contains("Raise one_click to 5 % in production", "Hoist-Readings: error-rate=0 % (max 5 %)");
        Workbench.Ran audited = bench.hoist(ada, later, "audit");
        assertThat(audited.status()).as(audited.all()).isZero();
    }
}
