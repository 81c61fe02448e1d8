package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    private Workbench bench;
    private Metrics metrics;
    private Path person;

    @BeforeEach
    void begin() throws IOException {
        bench = new Workbench(directory).set("CI", "true");
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
        // a flag has five steps to go
        for (int number = 0; number <= 2 * ROUNDS / 5; number++) {
            flag("begun" + number, 5);
        }
        push(BEGINNING.minus(Duration.ofDays(2)), "Begin");
    }

    @AfterEach
    void end() {
        metrics.close();
    }

    private void flag(String key, int percentage) {
        Workbench.flag(person, key, "percentage: " + percentage + ", target: 100");
    }

    private void write(String path, String text) {
        Workbench.write(person, path, text);
    }

    private Path clone(String name) {
        return bench.clone("server.git", name, BEGINNING);
    }

    private void push(Instant time, String message) {
        Workbench.push(person, time, message);
    }

    private static String git(Path in, Instant time, String... arguments) {
        return Workbench.git(in, time, arguments);
    }

    private String server(String... arguments) {
        return git(directory.resolve("server.git"), BEGINNING, arguments);
    }

    private Workbench.Ran hoist(Path clone, Instant now, String... arguments) {
        return bench.hoist(clone, now, arguments);
    }

    private List<String> landedSince(String commit) {
        return server("log", "--first-parent", "--format=%s", commit + "..main")
                .lines()
                .toList();
    }

    private void assertTheAuditAccepts(Instant now) {
        Workbench.Ran audit = hoist(directory.resolve("server.git"), now, "audit");
        assertThat(audit.status()).as(audit.all()).isZero();
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
                List<Future<Workbench.Ran>> running = new ArrayList<>();
                for (Path job : jobs) {
                    running.add(threads.submit(() -> hoist(job, now, "advance", "--push")));
                }
                Future<?> pushed = threads.submit(() -> pushText(now, text));
                int raisers = 0;
                for (Future<Workbench.Ran> one : running) {
                    Workbench.Ran result = one.get(120, TimeUnit.SECONDS);
                    assertThat(result.status()).as(result.all()).isZero();
                    raisers += result.all().startsWith("raised ") ? 1 : 0;
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
            if (Workbench.tried(person, now, "push", "-q", "origin", "HEAD:refs/heads/main")
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
            Workbench.Ran next = hoist(job, now.plusSeconds(60), "advance", "--push");
            assertThat(next.status()).as("seed " + SEED + "\n" + next.all()).isZero();
            assertThat(landedSince(before))
                    .as("seed " + SEED)
                    .singleElement()
                    .asString()
                    .startsWith("Raise ");
            assertTheAuditAccepts(now.plusSeconds(120));
            assertThat(git(job, now, "rev-list", "--count", "origin/main..HEAD"))
                    .isEqualTo("0");
        }
        assertClean(job);
    }

    @Test
    void aStopThatIsKilledIsCompletedByTheNextRun() throws Exception {
        Shell.in(tools);
        Random random = new Random(SEED);
        Path job = clone("job");
        for (int round = 1; round <= ROUNDS; round++) {
            Instant now = BEGINNING.plus(Duration.ofHours(2L * round));
            String key = "flag" + round;
            metrics.set("errors", "1.25");
            pushFlag(now.minus(Duration.ofMinutes(70)), key, 0);
            pushFlag(now.minus(Duration.ofHours(1)), key, 5);
            String before = server("rev-parse", "main");
            metrics.set("errors", "9");
            runAndKill(job, now, random.nextLong(2000), "guard", "--act", "--push");
            Workbench.Ran next = hoist(job, now.plusSeconds(60), "guard", "--act", "--push");
            assertThat(next.status()).as("seed " + SEED + "\n" + next.all()).isEqualTo(1);
            assertThat(landedSince(before))
                    .as("seed " + SEED)
                    .singleElement()
                    .isEqualTo("Disable " + key + " in production");
            assertTheAuditAccepts(now.plusSeconds(120));
        }
        assertClean(job);
    }

    private void pushFlag(Instant time, String key, int percentage) {
        git(person, time, "fetch", "-q");
        git(person, time, "reset", "-q", "--hard", "origin/main");
        flag(key, percentage);
        push(time, key + " at " + percentage);
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
        assertThat(hoist(job, now, "advance", "--push").all()).startsWith("raised ");
        String tip = server("rev-parse", "main");
        for (Instant jumped : List.of(
                now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofMinutes(29)),
                Instant.EPOCH,
                now.minus(Duration.ofDays(3)))) {
            for (String[] call :
                    List.of(new String[] {"advance", "--push"}, new String[] {"guard", "--act", "--push"})) {
                Workbench.Ran result = hoist(job, jumped, call);
                assertThat(server("rev-parse", "main"))
                        .as(jumped + result.all())
                        .isEqualTo(tip);
            }
        }
        assertThat(hoist(job, now.plus(Duration.ofHours(1)), "advance", "--push")
                        .all())
                .startsWith("raised ");
        assertTheAuditAccepts(now.plus(Duration.ofHours(2)));
    }
}
