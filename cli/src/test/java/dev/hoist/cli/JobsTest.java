package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a scheduled job in CI, on fresh clones of one bare repository. */
class JobsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    @TempDir
    Path directory;

    private Workbench bench;
    private Workbench.Ran ran = new Workbench.Ran(0, "", "");
    private Metrics metrics;
    private Path job;
    private Path person;

    @BeforeEach
    void begin() throws IOException {
        metrics = new Metrics();
        metrics.set("errors", "1.25");
        bench = new Workbench(directory).set("CI", "true");
        git(directory, NOW, "init", "-q", "--bare", "-b", "main", "server.git");
        person = clone("person");
        git(person, NOW, "switch", "-q", "-C", "main");
        write(person, "flags/policy.yaml", """
            policy: 1
            environments:
              staging: {ladder: [0, 10, 50, 100], soak: 1h, spacing: 0m}
              production: {ladder: [0, 10, 50, 100], soak: 1h, spacing: 0m}
            metrics: {prometheus: "%s"}
            guardrails:
              error-rate: {query: errors, max: 5, unit: "%%", on_breach: pause, environments: [production]}
            """.formatted(metrics.url()));
        flag(person, "child", 0, 10, "");
        flag(person, "other", 0, 10, "");
        push(person, NOW.minus(Duration.ofDays(3)), "Begin");
        job = clone("job");
    }

    @AfterEach
    void end() {
        metrics.close();
    }

    private Path clone(String name) {
        return bench.clone("server.git", name, NOW);
    }

    private static void flag(Path clone, String key, int staging, int production, String target) {
        write(
                clone,
                "flags/g/" + key + ".yaml",
                "flag: " + key + "\ndescription: d\nowner: o\nenvironments:\n  staging: {percentage: " + staging
                        + "}\n  production: {percentage: " + production + target + "}\n");
    }

    private static void write(Path clone, String path, String text) {
        Workbench.write(clone, path, text);
    }

    private static void push(Path clone, Instant time, String message) {
        Workbench.push(clone, time, message);
    }

    private void target(String key) {
        flag(person, key, 0, 10, ", target: 100");
        push(person, NOW.minus(Duration.ofHours(4)), "Give " + key + " a target");
        git(job, NOW, "pull", "-q", "--ff-only");
    }

    private static String git(Path in, Instant time, String... arguments) {
        return Workbench.git(in, time, arguments);
    }

    private String server(String... arguments) {
        return git(directory.resolve("server.git"), NOW, arguments);
    }

    private int hoist(String... arguments) {
        return hoist(NOW, arguments);
    }

    private int hoist(Instant now, String... arguments) {
        ran = bench.hoist(job, now, arguments);
        return ran.status();
    }

    private void onlyWorkingTree() {
        assertThat(git(job, NOW, "worktree", "list").lines()).hasSize(1);
        assertThat(git(job, NOW, "status", "--porcelain")).isEmpty();
    }

    @Test
    void raisesOnAFreshCloneAndPushes() {
        target("child");
        assertThat(hoist("advance", "--push", "--format", "json")).as(ran.all()).isZero();
        String tip = server("rev-parse", "main");
        assertThat(ran.out()).contains("\"commit\": \"" + tip + "\", \"branch\": null}");
        assertThat(git(job, NOW, "rev-parse", "HEAD")).isEqualTo(tip);
        assertThat(server("show", "main:flags/g/child.yaml")).contains("production: {percentage: 50, target: 100}");
        assertThat(server("log", "-1", "--format=%B", "main")).isEqualTo("""
                    Raise child to 50 % in production

                    child goes from 10 % to 50 % in production.

                    Hoist-Action: raise
                    Hoist-Flag: child
                    Hoist-Environment: production
                    Hoist-Step: 50
                    Hoist-Readings: error-rate=1.25 % (max 5 %)""");
        onlyWorkingTree();
        assertThat(hoist("advance", "--push")).isZero();
        assertThat(ran.out()).isEqualTo("nothing to raise: no flag with a target is ready\n");
    }

    @Test
    void stopsAFlagOnAFreshCloneAndPushes() {
        flag(person, "child", 0, 50, "");
        push(person, NOW.minus(Duration.ofHours(2)), "Raise child");
        metrics.set("errors", "7");
        // the clone is behind: what is pushed is made on the upstream's tip
        assertThat(hoist("guard", "--act", "--push")).as(ran.all()).isEqualTo(1);
        assertThat(ran.out()).contains("Freeze child in production, committed and pushed because of error-rate");
        assertThat(server("log", "-1", "--format=%B", "main"))
                .contains(
                        "Freeze child in production",
                        "Hoist-Action: pause",
                        "Hoist-Guardrail: error-rate\nHoist-Readings: error-rate=7 % (max 5 %)");
        assertThat(git(job, NOW, "rev-parse", "HEAD")).isEqualTo(server("rev-parse", "main"));
        onlyWorkingTree();
        String tip = server("rev-parse", "main");
        assertThat(hoist("guard", "--act", "--push")).isEqualTo(1);
        assertThat(server("rev-parse", "main")).isEqualTo(tip);
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void holdsBackWhatABreachCovers() {
        target("child");
        metrics.set("errors", "7");
        assertThat(hoist("advance", "--push", "--format", "json")).isEqualTo(1);
        assertThat(ran.out())
                .contains("\"raised\": null", "\"state\": \"waiting\"", "\"rule\": \"guardrail-breached\"");
        metrics.forget("errors");
        assertThat(hoist("advance", "--push")).isEqualTo(2);
        assertThat(ran.out()).contains("child in production: ", "nothing was raised");
        assertThat(server("log", "-1", "--format=%s", "main")).isEqualTo("Give child a target");
    }

    @Test
    void pushesWhatThePersonPushedFirst() {
        target("child");
        target("other");
        assertThat(hoist("advance", "--push")).isZero();
        flag(person, "third", 0, 0, "");
        git(person, NOW, "pull", "-q", "--rebase");
        push(person, NOW, "Add third");
        assertThat(hoist("advance", "--push")).as(ran.all()).isZero();
        assertThat(server("log", "-3", "--format=%s", "main"))
                .isEqualTo("Raise other to 50 % in production\nAdd third\nRaise child to 50 % in production");
    }

    @Test
    void leavesOtherWorkInTheCloneAlone() {
        target("child");
        write(job, "flags/g/child.yaml", "somebody writes here\n");
        write(job, "notes.txt", "mine\n");
        git(job, NOW, "add", "notes.txt");
        assertThat(hoist("advance", "--commit")).isEqualTo(2);
        assertThat(ran.err()).contains("HEAD cannot go to the commit of the job");
        assertThat(hoist("advance", "--push")).as(ran.all()).isZero();
        assertThat(git(job, NOW, "status", "--porcelain")).contains("M flags/g/child.yaml", "A  notes.txt");
        assertThat(job.resolve("flags/g/child.yaml")).content().isEqualTo("somebody writes here\n");
        assertThat(server("show", "--stat", "--format=", "main")).contains("1 file changed");
    }

    @Test
    void refusesToPushFromNowhere() {
        target("child");
        git(job, NOW, "switch", "-q", "--detach");
        assertThat(hoist("advance", "--push")).isEqualTo(2);
        assertThat(ran.err()).contains("HEAD is on no branch");
        git(job, NOW, "switch", "-q", "main");
        git(job, NOW, "remote", "set-url", "origin", "../nowhere.git");
        assertThat(hoist("advance", "--push")).isEqualTo(2);
        assertThat(ran.err()).contains("could not be fetched");
    }

    @Test
    void aHookThatRefusesIsNoLostRace() throws IOException {
        target("child");
        Path hook = directory.resolve("server.git/hooks/pre-receive");
        Files.writeString(hook, "#!/bin/sh\necho not now\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        assertThat(hoist("advance", "--push")).isEqualTo(2);
        assertThat(ran.err()).contains("the commit could not be pushed: ", "not now");
        assertThat(server("log", "-1", "--format=%s", "main")).isEqualTo("Give child a target");
        assertThat(git(job, NOW, "log", "-1", "--format=%s")).isEqualTo("Give child a target");
        onlyWorkingTree();
    }

    @Test
    void proposesOnABranchAndKeepsIt() throws IOException {
        target("child");
        Path text = directory.resolve("pr.md");
        String[] call = {"advance", "--branch", "--push", "--pull-request", text.toString(), "--format", "json"};
        assertThat(hoist(call)).as(ran.all()).isZero();
        String tip = server("rev-parse", "hoist/production/child");
        assertThat(ran.out())
                .contains("\"step\": \"50\", \"commit\": \"" + tip + "\", \"branch\": \"hoist/production/child\"}");
        assertThat(server("rev-parse", tip + "^")).isEqualTo(server("rev-parse", "main"));
        assertThat(Files.readAllLines(text)).startsWith("Raise child to 50 % in production", "");
        assertThat(text).content().contains("production", "error-rate=1.25 % (max 5 %)");
        assertThat(git(job, NOW, "symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
        onlyWorkingTree();
        // base moves, and the branch stays; a killed run may have written no text
        git(person, NOW, "pull", "-q", "--rebase");
        flag(person, "third", 0, 0, "");
        push(person, NOW, "Add third");
        Files.delete(text);
        assertThat(hoist(NOW.plusSeconds(600), call)).as(ran.all()).isZero();
        assertThat(ran.out()).contains("\"commit\": \"" + tip + "\"");
        assertThat(server("rev-parse", "hoist/production/child")).isEqualTo(tip);
        assertThat(text).exists();
    }

    @Test
    void makesTheBranchAnewWhereItConflictsOrTheStepChanges() {
        target("child");
        assertThat(hoist("advance", "--branch", "--push")).isZero();
        String first = server("rev-parse", "hoist/production/child");
        String file = server("show", "main:flags/g/child.yaml");
        git(person, NOW, "pull", "-q", "--rebase");
        write(person, "flags/g/child.yaml", file.replace("{percentage: 10,", "{percentage: 10.00,") + "\n");
        push(person, NOW, "Write it otherwise");
        assertThat(hoist("advance", "--branch", "--push")).as(ran.all()).isZero();
        String second = server("rev-parse", "hoist/production/child");
        assertThat(second).isNotEqualTo(first);
        assertThat(server("rev-parse", second + "^")).isEqualTo(server("rev-parse", "main"));
        server("update-ref", "refs/heads/main", second);
        assertThat(hoist(NOW.plus(Duration.ofHours(2)), "advance", "--branch", "--push"))
                .as(ran.all())
                .isZero();
        assertThat(server("log", "-1", "--format=%s", "hoist/production/child"))
                .isEqualTo("Raise child to 100 % in production");
        assertThat(server("rev-list", "--count", "main..hoist/production/child"))
                .isEqualTo("1");
    }

    @Test
    void stopsAtACommitOfSomebodyElse() {
        target("child");
        assertThat(hoist("advance", "--branch", "--push")).isZero();
        git(person, NOW, "fetch", "-q");
        git(person, NOW, "switch", "-q", "hoist/production/child");
        write(person, "notes.txt", "mine\n");
        git(person, NOW, "add", "-A");
        git(person, NOW, "commit", "-q", "-m", "Note something");
        git(person, NOW, "push", "-q", "origin", "hoist/production/child");
        String tip = server("rev-parse", "hoist/production/child");
        assertThat(hoist("advance", "--branch", "--push")).isEqualTo(2);
        assertThat(ran.err()).contains("the branch \"hoist/production/child\" has a commit of somebody else");
        assertThat(server("rev-parse", "hoist/production/child")).isEqualTo(tip);
    }

    @Test
    void anAmendedCommitIsSomebodyElses() {
        target("child");
        assertThat(hoist("advance", "--branch", "--push")).isZero();
        git(person, NOW, "fetch", "-q");
        git(person, NOW, "switch", "-q", "hoist/production/child");
        git(person, NOW, "-c", "user.name=x", "commit", "-q", "--amend", "--author=Bob <bob@example.org>", "--no-edit");
        git(person, NOW, "push", "-q", "--force", "origin", "hoist/production/child");
        assertThat(hoist("advance", "--branch", "--push")).isEqualTo(2);
    }

    @Test
    void keepsOneBranchForAnEnvironment() {
        target("child");
        target("other");
        assertThat(hoist("advance", "--branch")).as(ran.all()).isZero();
        assertThat(hoist("advance", "--branch")).isZero();
        assertThat(git(job, NOW, "branch", "--format=%(refname:short)", "--list", "hoist/*"))
                .isEqualTo("hoist/production/child");
        assertThat(ran.out()).contains("hoist/production/child proposes already to raise child to 50");
        git(job, NOW, "merge", "-q", "--ff-only", "hoist/production/child");
        assertThat(hoist("advance", "--branch")).isZero();
        assertThat(git(job, NOW, "branch", "--format=%(refname:short)", "--list", "hoist/*"))
                .isEqualTo("hoist/production/other");
    }

    @Test
    void proposesNothingDuringABreach() {
        target("child");
        assertThat(hoist("advance", "--branch", "--push")).isZero();
        String tip = server("rev-parse", "hoist/production/child");
        metrics.set("errors", "7");
        assertThat(hoist("advance", "--branch", "--push")).isEqualTo(1);
        assertThat(server("rev-parse", "hoist/production/child")).isEqualTo(tip);
    }

    @Test
    void aTokenOfTheRemoteIsNotShown() {
        target("child");
        git(job, NOW, "remote", "set-url", "origin", "http://ada:s3cr3t@127.0.0.1:1/x.git");
        assertThat(hoist("advance", "--push")).isEqualTo(2);
        assertThat(ran.all()).doesNotContain("s3cr3t");
    }

    @Test
    void misuseIsNoAnswer() {
        assertThat(hoist("advance", "--pull-request", "pr.md")).isEqualTo(2);
        assertThat(hoist("advance", "-e", "nowhere")).isEqualTo(2);
        assertThat(hoist("advance", "--format", "xml")).isEqualTo(2);
        git(job, NOW, "switch", "-q", "-c", "hoist/production/child");
        assertThat(hoist("advance", "--branch")).isEqualTo(2);
        assertThat(ran.err()).contains("check out the branch on which raises land");
    }
}
