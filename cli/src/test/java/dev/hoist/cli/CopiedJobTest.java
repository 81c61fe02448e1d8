package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jobs that others copy, run in a clone as each product makes it; the product's own commands are written down. */
class CopiedJobTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/dev/hoist/cli/templates");

    /** Answers as the product does: one request is open as soon as it was made. */
    private static final String PRODUCT = """
        #!/bin/sh
        echo "${0##*/} $*" >>"$LOG"
        case "$0 $*" in
            *gh*pr\\ list*) grep -c 'pr create' "$LOG" ;;
            *curl*--get*) if grep -q 'request POST' "$LOG"; then echo '[{"iid": 7}]'; else echo '[]'; fi ;;
        esac
        exit 0
        """;

    /** What the jobs ask of it: the branch in an answer of Hoist, and the number in one of GitLab. */
    private static final String JQ = """
        #!/bin/sh
        case "$2" in
            .raised*) sed -n 's/.*"branch": "\\([^"]*\\)".*/\\1/p' "$3" ;;
            *) sed -n 's/.*"iid": \\([0-9]*\\).*/\\1/p' ;;
        esac
        """;

    @TempDir
    Path directory;

    private final Instant begun = Instant.now().minus(Duration.ofDays(3));
    private Metrics metrics;
    private Shop shop;
    private Path server;
    private Path job;

    @BeforeEach
    void begin() throws IOException {
        metrics = new Metrics();
        metrics.set("errors", "1");
        Path room = Files.createDirectory(directory.resolve("room"));
        shop = new Shop(Files.createDirectory(directory.resolve("shop")));
        server = directory.resolve("project.git");
        Git.run(directory, "init", "-q", "--bare", "-b", "main", server.toString());
        Git.run(room, "init", "-q", "-b", "main");
        write(room, "flags/policy.yaml", """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 1h}
            metrics: {prometheus: "%s"}
            guardrails:
              error-rate: {query: errors, max: 5, on_breach: pause, flags: [use_checkout]}
            """.formatted(metrics.url()));
        write(room, "flags/g/use_checkout.yaml", """
            flag: use_checkout
            description: d
            owner: o
            environments:
              production: {percentage: 10, target: 100}
            """);
        Git.run(room, "add", "-A");
        shop.sh(room, Git.at(begun), "git commit -q -m Begin").requireSuccess();
        Git.run(room, "push", "-q", server.toString(), "main");
        Git.run(directory, "clone", "-q", "file://" + server, "job");
        job = directory.resolve("job");
        Path tools = Files.createDirectory(directory.resolve("tools"));
        for (String name : List.of("gh", "curl")) {
            program(tools.resolve(name), PRODUCT);
        }
        program(tools.resolve("jq"), JQ);
    }

    @AfterEach
    void end() {
        metrics.close();
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void write(Path room, String path, String text) throws IOException {
        Path file = room.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Shop.Ran run(String script, String lands, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("CI", "true");
        variables.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        variables.put("LANDS", lands);
        variables.put("FLAGS", "flags");
        variables.put("LOG", directory.resolve("log").toString());
        variables.put("PATH", directory.resolve("tools").toString());
        return shop.sh(job, variables, script);
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String landed() {
        return Git.run(server, "log", "-1", "--format=%s", "main").strip();
    }

    @Test
    void onGithub() {
        String script = ParsedYaml.of(TEMPLATES.resolve("github/hoist-robot.yml"))
                .scripts()
                .get(0);
        Map<String, String> variables = Map.of(
                "JAR", shop.warmJar().toString(), "RUNNER_TEMP", directory.toString(), "GITHUB_REF_NAME", "main");
        for (int run = 0; run < 2; run++) {
            Shop.Ran ran = run(script, "pull-request", variables);
            assertThat(ran.status()).as(ran.said()).isZero();
        }
        assertThat(Git.run(server, "log", "--format=%s", "main..hoist/production/use_checkout"))
                .isEqualTo("Raise use_checkout to 50 % in production\n");
        assertThat(log())
                .containsOnlyOnce("gh pr create --head hoist/production/use_checkout --base main --title Raise"
                        + " use_checkout to 50 % in production --body-file ")
                .containsOnlyOnce("gh pr edit hoist/production/use_checkout --title Raise use_checkout");
        assertThat(directory.resolve("pull-request.md.body")).content().startsWith("## Hoist: accepted");
        assertThat(run(script, "push", variables).status()).isZero();
        assertThat(landed()).isEqualTo("Raise use_checkout to 50 % in production");
    }

    @Test
    void onGitlab() throws IOException {
        String script = ParsedYaml.of(TEMPLATES.resolve("gitlab/hoist-robot.gitlab-ci.yml"))
                .at("hoist robot", "script", 0)
                .text();
        Git.run(job, "checkout", "-q", "--detach");
        Files.copy(shop.warmJar(), job.resolve("hoist.jar"));
        Map<String, String> variables = Map.of(
                "CI_PROJECT_URL", "file://" + directory.resolve("project"),
                "CI_DEFAULT_BRANCH", "main",
                "CI_API_V4_URL", "https://gitlab.example.com/api/v4",
                "CI_PROJECT_ID", "3",
                "ROBOT_TOKEN", "s3cr3t");
        Shop.Ran ran = run(script, "merge-request", variables);
        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(Git.run(server, "log", "--format=%s", "main..hoist/production/use_checkout"))
                .isEqualTo("Raise use_checkout to 50 % in production\n");
        assertThat(log())
                .containsOnlyOnce("--request POST --data-urlencode source_branch=hoist/production/use_checkout"
                        + " --data-urlencode target_branch=main --data-urlencode title=Raise use_checkout to 50 %")
                .contains(
                        " --data-urlencode description@body.md https://gitlab.example.com/api/v4/projects/3/merge_requests\n")
                .doesNotContain("--request PUT");
        metrics.set("errors", "9");
        Shop.Ran stopped = run(script, "push", variables);
        assertThat(stopped.status()).as(stopped.said()).isEqualTo(1);
        assertThat(landed()).isEqualTo("Freeze use_checkout in production");
    }
}
