package dev.hoist.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that run at the same time, are killed, or have a clock that jumps. {@code -Dhoist.races=50} runs more rounds, with {@code
 * -Dhoist.seed} those of an earlier run.
 */
class JobRacesTest {
    private static final Instant BEGINNING = Instant.parse("2026-11-24T09:00:00Z");
    private static final int ROUNDS = Integer.getInteger("hoist.races", 2);
    private static final long SEED = Long.getLong("hoist.seed", System.nanoTime());

    @TempDir
    Path directory;

    @TempDir
    Path tools;

    private Metrics metrics;
    private Path person;

    @BeforeEach
    void begin() throws IOException {
        metrics = new Metrics();
        metrics.set("errors", "1.25");
        git(directory, BEGINNING, "init", "-q", "--bare", "-b", "main", "server.git");
        person = clone("person");
        git(person, BEGINNING, "switch", "-q", "-C", "main");
        write("flags/policy.yaml", """
            policy: 1
            environments:
              production: {ladder: [0, 5, 10, 25, 50, 75, 100], soak: 30m, spacing: 1h, scope: environment}
            metrics: {prometheus: "%s"}
            guardrails:
              error-rate: {query: errors, max: 5, unit: "%%", on_breach: rollback}
            """.formatted(metrics.url()));
        for (String key : List.of("first", "second", "third")) {
            flag(key, 5);
        }
        push(BEGINNING.minus(Duration.ofDays(2)), "Begin");
    }

    @AfterEach
    void end() {
        metrics.close();
    }

    private void flag(String key, int percentage) {
        write(
                "flags/g/" + key + ".yaml",
                "flag: " + key + "\ndescription: d\nowner: o\nenvironments:\n  production: {percentage: " + percentage
                        + ", target: 100}\n");
    }

    private void write(String path, String text) {
        try {
            Path file = person.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path clone(String name) {
        git(directory, BEGINNING, "clone", "-q", "server.git", name);
        return directory.resolve(name);
    }

    private void push(Instant time, String message) {
        git(person, time, "add", "-A");
        git(person, time, "commit", "-q", "-m", message);
        git(person, time, "push", "-q", "origin", "HEAD:refs/heads/main");
    }

    private static String git(Path in, Instant time, String... arguments) {
        Shell.Result result = tried(in, time, arguments);
        assertThat(result.status())
                .as(String.join(" ", arguments) + result.printed())
                .isZero();
        return result.printed().strip();
    }

    private static Shell.Result tried(Path in, Instant time, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Git.at(time));
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Shell.Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String server(String... arguments) {
        return git(directory.resolve("server.git"), BEGINNING, arguments);
    }

    private Shell.Result hoist(Path clone, Instant now, String... arguments) {
        Map<String, String> environment = new HashMap<>(Git.at(now));
        environment.put("CI", "true");
        environment.put("PATH", System.getenv("PATH"));
        StringWriter out = new StringWriter();
        int code = new Main(new Terminal(
                        out,
                        new PrintWriter(out, true),
                        false,
                        false,
                        environment,
                        clone,
                        Clock.fixed(now, ZoneOffset.UTC)))
                .run(arguments);
        return new Shell.Result(code, out.toString());
    }

    private List<String> landedSince(String commit) {
        return server("log", "--first-parent", "--format=%s", commit + "..main")
                .lines()
                .toList();
    }

    private void assertTheAuditAccepts(Instant now) {
        Shell.Result audit = hoist(directory.resolve("server.git"), now, "audit");
        assertThat(audit.status()).as(audit.printed()).isZero();
    }

    private static void assertClean(Path clone) {
        assertThat(git(clone, BEGINNING, "worktree", "list").lines()).hasSize(1);
        assertThat(git(clone, BEGINNING, "status", "--porcelain")).isEmpty();
        assertThat(clone.resolve(".git/hoist-jobs")).isEmptyDirectory();
    }

    @Test
    void twoJobsAndAPersonMakeOneRaise() throws Exception {
        List<Path> jobs = List.of(clone("one"), clone("two"));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 1; round <= 2 * ROUNDS; round++) {
                Instant now = BEGINNING.plus(Duration.ofHours(2L * round));
                String before = server("rev-parse", "main");
                String text = "round " + round;
                List<Future<Shell.Result>> running = new ArrayList<>();
                for (Path job : jobs) {
                    running.add(threads.submit(() -> hoist(job, now, "advance", "--push")));
                }
                Future<?> pushed = threads.submit(() -> pushText(now, text));
                int raisers = 0;
                for (Future<Shell.Result> one : running) {
                    Shell.Result result = one.get(120, TimeUnit.SECONDS);
                    assertThat(result.status()).as(result.printed()).isZero();
                    raisers += result.printed().startsWith("raised ") ? 1 : 0;
                }
                pushed.get(120, TimeUnit.SECONDS);
                assertThat(landedSince(before))
                        .hasSize(2)
                        .contains(text)
                        .anyMatch(subject -> subject.startsWith("Raise "));
                // within one second both can make the same commit
                assertThat(raisers).isBetween(1, 2);
                assertTheAuditAccepts(now);
            }
        } finally {
            threads.shutdownNow();
        }
        for (Path job : jobs) {
            assertClean(job);
        }
    }

    /** As a person does it: pull, push, and again where somebody was faster. */
    private void pushText(Instant now, String text) {
        for (int tried = 0; tried < 20; tried++) {
            git(person, now, "fetch", "-q");
            git(person, now, "reset", "-q", "--hard", "origin/main");
            write("notes.txt", text + "\n");
            git(person, now, "add", "-A");
            git(person, now, "commit", "-q", "-m", text);
            if (tried(person, now, "push", "-q", "origin", "HEAD:refs/heads/main")
                            .status()
                    == 0) {
                return;
            }
        }
        throw new AssertionError("twenty pushes were rejected");
    }

    @Test
    void aJobThatIsKilledIsCompletedByTheNext() throws Exception {
        Shell.in(tools);
        Random random = new Random(SEED);
        Path job = clone("job");
        long whole = 2000;
        for (int round = 1; round <= ROUNDS; round++) {
            Instant now = BEGINNING.plus(Duration.ofHours(2L * round));
            String before = server("rev-parse", "main");
            long began = System.nanoTime();
            runAndKill(job, now, random.nextLong(whole), "advance", "--push");
            whole = Math.max(500, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) * 2);
            Shell.Result next = hoist(job, now.plusSeconds(60), "advance", "--push");
            assertThat(next.status()).as("seed " + SEED + "\n" + next.printed()).isZero();
            assertThat(landedSince(before))
                    .as("seed " + SEED)
                    .singleElement()
                    .asString()
                    .startsWith("Raise ");
            assertTheAuditAccepts(now.plusSeconds(120));
            assertThat(git(job, now, "rev-list", "--count", "origin/main..HEAD"))
                    .isEqualTo("0");
        }
        metrics.set("errors", "9");
        Instant now = BEGINNING.plus(Duration.ofHours(2L * ROUNDS)).plusSeconds(1800);
        String before = server("rev-parse", "main");
        runAndKill(job, now, random.nextLong(2000), "guard", "--act", "--push");
        Shell.Result next = hoist(job, now.plusSeconds(60), "guard", "--act", "--push");
        assertThat(next.status()).as("seed " + SEED + "\n" + next.printed()).isEqualTo(1);
        assertThat(landedSince(before))
                .as("seed " + SEED)
                .singleElement()
                .asString()
                .startsWith("Disable ");
        assertTheAuditAccepts(now.plusSeconds(120));
        assertClean(job);
    }

    private void runAndKill(Path job, Instant now, long milliseconds, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(tools.resolve("hoist").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--now", now.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(job.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Git.at(now));
        builder.environment().put("CI", "true");
        Process process = builder.start();
        process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        // what git has begun it ends
        for (ProcessHandle child : children) {
            child.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void aClockThatJumpsMakesNoRaiseEarly() {
        Path job = clone("job");
        Instant now = BEGINNING.plus(Duration.ofHours(2));
        assertThat(hoist(job, now, "advance", "--push").printed()).startsWith("raised ");
        String tip = server("rev-parse", "main");
        for (Instant jumped : List.of(
                now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofMinutes(29)),
                Instant.EPOCH,
                now.minus(Duration.ofDays(3)))) {
            for (String[] call :
                    List.of(new String[] {"advance", "--push"}, new String[] {"guard", "--act", "--push"})) {
                Shell.Result result = hoist(job, jumped, call);
                assertThat(server("rev-parse", "main"))
                        .as(jumped + result.printed())
                        .isEqualTo(tip);
            }
        }
        assertThat(hoist(job, now.plus(Duration.ofHours(1)), "advance", "--push")
                        .printed())
                .startsWith("raised ");
        assertTheAuditAccepts(now.plus(Duration.ofHours(2)));
    }
}
