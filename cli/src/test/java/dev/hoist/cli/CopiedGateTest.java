package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.Shop.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell of what others copy runs in clones as each product makes them, in the environment that was recorded of it. */
class CopiedGateTest {
    private static final Path ROOT = Path.of("..");
    private static final Path TEMPLATES = Path.of("src/main/resources/dev/hoist/cli/templates");
    private static final Path RECORDED = ROOT.resolve("validator/src/test/resources/dev/hoist/validator/ci");
    private static final String ALL = "+refs/heads/*:refs/remotes/origin/*";
    private static final Pattern INPUT = Pattern.compile("\\$\\{\\{ inputs\\.(\\w+) }}");

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = new Shop(directory);
    }

    // GitHub

    @ParameterizedTest
    @CsvSource({"1, 0, accepted", "10, 1, refused"})
    void judgesAPullRequestByTheAction(int percentage, int status, String verdict) {
        String change = shop.propose(percentage);
        Path clone = shop.cloned("refs/pull/7/merge", ALL);

        Ran ran = judge(clone, "github-pull-request", change, Map.of());

        assertThat(ran.status()).as(ran.said()).isEqualTo(status);
        assertThat(output()).containsEntry("verdict", verdict);
        assertThat(ran.said()).contains("origin/main, the base of GitHub's pull request");
    }

    @Test
    void judgesAgainstWhatHasLandedSince() {
        String change = shop.propose(1);
        shop.land(1);

        Ran ran = judge(shop.cloned("refs/pull/7/merge", ALL), "github-pull-request", change, Map.of());

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(ran.said()).as("nothing is left to raise").doesNotContain("0 → 1 %");
    }

    @Test
    void refusesInTheMergeQueueWhatIsGreenAloneAndRedTogether() {
        String one = shop.propose(Shop.FLAG, 1);
        assertThat(judge(shop.cloned("refs/pull/7/merge", ALL), "github-pull-request", one, Map.of())
                        .status())
                .isZero();
        String other = shop.propose(Shop.OTHER, 1);
        assertThat(judge(shop.cloned("refs/pull/7/merge", ALL), "github-pull-request", other, Map.of())
                        .status())
                .isZero();
        String ahead = shop.queue(one, other);

        Ran ran = judge(shop.cloned("refs/heads/queue", ALL), "github-merge-group", other, Map.of("base", ""), ahead);

        assertThat(ran.status()).as(ran.said()).isOne();
        assertThat(ran.said())
                .contains("crowded-raise", "the base of GitHub's merge group")
                .doesNotContain("several-raises");
    }

    @Test
    void saysInAShallowCloneWhatToSet() {
        String change = shop.propose(1);
        Path clone = shop.cloned("refs/pull/7/merge", ALL);
        shop.sh(clone, Map.of(), "git rev-parse HEAD >.git/shallow").requireSuccess();

        Ran ran = judge(clone, "github-pull-request", change, Map.of());

        assertThat(ran.status()).isEqualTo(2);
        assertThat(output()).containsEntry("verdict", "cannot judge");
        assertThat(ran.said()).contains("set \"fetch-depth: 0\" on actions/checkout");
    }

    @Test
    void takesTheInputsOfTheAction() {
        shop.propose(10);
        Path clone = shop.cloned("refs/pull/7/merge", ALL);

        Ran ran = judge(
                clone,
                "github-schedule",
                "",
                Map.of("base", "HEAD^2", "format", "json", "repository", clone + "/flags"));

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(ran.said()).startsWith("{\n  \"verdict\": \"accepted\"");
    }

    @Test
    void takesTheJarOfTheActionsReleaseIfItIsTheOne() throws IOException {
        Path release = Files.createDirectories(directory.resolve("acme/hoist/releases/download/v0.1.0"));
        Path jar = Files.copy(shop.warmJar(), release.resolve("hoist.jar"));
        Files.writeString(
                release.resolve("SHA256SUMS"), sha256(jar) + "  hoist.jar\n" + "0".repeat(64) + "  other.zip\n");

        Ran ran = findJar(Map.of());
        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(Path.of(output().get("jar"))).hasSameBinaryContentAs(jar);
        assertThat(output().get("java")).endsWith("java");

        Files.writeString(jar, "another", java.nio.file.StandardOpenOption.APPEND);
        assertThat(findJar(Map.of()).status())
                .as("another jar than was released")
                .isNotZero();
    }

    @Test
    void buildsFromTheActionsSourceWhereThereIsNoRelease() throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        executable(tools.resolve("mvn"), "mkdir -p cli/target && echo built by \"$@\" >cli/target/hoist.jar\n");

        Ran ran = findJar(Map.of("PATH", tools.toString()));

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(Path.of(output().get("jar")))
                .content()
                .isEqualTo("built by -B -ntp -pl cli -am -DskipTests package\n");
    }

    @Test
    void saysThatThereIsNoJava() throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        executable(tools.resolve("java"), "echo 'openjdk version \"11.0.2\"' >&2\n");

        Ran ran = findJar(Map.of("PATH", tools.toString()));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.said()).contains("no Java 17 or newer is here: put actions/setup-java before this step");
    }

    @Test
    void judgesOpenPullRequestsAgain() throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        executable(tools.resolve("gh"), """
            echo "$*" >>"%s/asked"
            case "$*" in
                "pr list"*) printf 'aaa\\nbbb\\nccc\\n' ;;
                "run list"*aaa*) echo 11 ;;
                "run list"*ccc*) echo 33 ;;
                "run rerun 33") exit 1 ;;
            esac
            """.formatted(directory));
        ParsedYaml step =
                ParsedYaml.of(TEMPLATES.resolve("github/hoist-again.yml")).at("jobs", "again", "steps", 0);

        Ran ran = shop.sh(
                directory,
                Map.of("PATH", tools.toString(), "WORKFLOW", "hoist.yml"),
                step.at("run").text());

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(ran.said()).isEqualTo("""
            aaa: judged again by run 11
            bbb: nothing has been judged yet, or it is being judged now
            ::warning::ccc: run 33 could not be repeated
            """);
        assertThat(directory.resolve("asked"))
                .content()
                .contains("run rerun 11\n")
                .contains("--workflow hoist.yml");
    }

    @Test
    void writesWhatLandedForFlagd() {
        shop.land(1);
        assertThat(export()).as("a first time").doesNotContain("nothing to write");
        assertThat(flagd("production.json")).contains("\"one_click\"", "100");
        assertThat(flagd("staging.json")).contains("\"one_click\"");
        assertThat(shop.sh(shop.server(), Map.of(), "git ls-tree --name-only flagd")
                        .said())
                .isEqualTo("production.json\nstaging.json\n");

        assertThat(export()).as("a second time").contains("nothing to write: flagd has it already");

        shop.land(0);
        export();
        assertThat(flagd("production.json")).doesNotContain("fractional");
    }

    // GitLab, Jenkins, Bitbucket, Azure

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 1"})
    void judgesAGitlabMergeRequest(int percentage, int status) {
        String change = shop.propose(percentage);
        ParsedYaml job =
                ParsedYaml.of(TEMPLATES.resolve("gitlab/hoist.gitlab-ci.yml")).at("hoist");
        Path clone = shop.cloned("refs/merge-requests/7/head", "+refs/merge-requests/7/head:refs/pipelines/1");

        Ran ran = shop.sh(
                clone,
                released(recorded("gitlab-merge-request", change)),
                job.at("before_script").lines() + job.at("script").lines());

        assertThat(ran.status()).as(ran.said()).isEqualTo(status);
        assertThat(ran.said()).contains("hoist.jar: OK", "origin/main, CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
    }

    @Test
    void judgesAForkedMergeRequestAgainstTheProjectThatItGoesTo() {
        String change = shop.propose(10);
        ParsedYaml job =
                ParsedYaml.of(TEMPLATES.resolve("gitlab/hoist.gitlab-ci.yml")).at("hoist");
        Path clone = shop.cloned("refs/merge-requests/7/head", "+refs/merge-requests/7/head:refs/pipelines/1");
        Map<String, String> environmentVariables = released(recorded("gitlab-merge-request", change));
        environmentVariables.put("CI_MERGE_REQUEST_SOURCE_PROJECT_PATH", "eve/shop");
        environmentVariables.put(
                "CI_MERGE_REQUEST_PROJECT_URL", shop.server().toString().replaceFirst("\\.git$", ""));
        // the fork's own main has the raise already
        shop.sh(
                        clone,
                        Map.of(),
                        "git init -q --bare ../fork.git && git push -q ../fork.git HEAD:refs/heads/main"
                                + " && git remote set-url origin ../fork.git")
                .requireSuccess();

        Ran ran = shop.sh(
                clone,
                environmentVariables,
                job.at("before_script").lines() + job.at("script").lines());

        assertThat(ran.status()).as(ran.said()).isOne();
        assertThat(ran.said()).contains("skipped-step");
    }

    @Test
    void startsAPipelineForEveryOpenMergeRequest() throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        executable(tools.resolve("curl"), """
            echo "$*" >>"%s/asked"
            case "$*" in
                *state=opened*) echo '[{"iid": 7}, {"iid": 8}]' ;;
                *8/pipelines*) exit 22 ;;
            esac
            """.formatted(directory));
        ParsedYaml job =
                ParsedYaml.of(TEMPLATES.resolve("gitlab/hoist.gitlab-ci.yml")).at("hoist again");
        Map<String, String> environmentVariables = recorded("gitlab-schedule", "");
        environmentVariables.putAll(Map.of("PATH", tools.toString(), "HOIST_TOKEN", "secret", "CI_PROJECT_ID", "42"));

        Ran ran = shop.sh(
                directory,
                environmentVariables,
                job.at("before_script").lines() + job.at("script").lines());

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(ran.said()).isEqualTo("merge request 8: no new pipeline could be started\n");
        assertThat(directory.resolve("asked"))
                .content()
                .contains("--request POST", "/api/v4/projects/42/merge_requests/7/pipelines\n");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 1"})
    void judgesAJenkinsPullRequest(int percentage, int status) {
        String change = shop.propose(percentage);
        Matcher shell = Pattern.compile("sh '''\n(.*?)'''", Pattern.DOTALL)
                .matcher(read(TEMPLATES.resolve("jenkins/Jenkinsfile")));
        assertThat(shell.find()).isTrue();
        Path clone = shop.cloned("refs/pull/7/merge", ALL);

        Ran ran = shop.sh(clone, released(recorded("jenkins-pull-request", change)), shell.group(1));

        assertThat(ran.status()).as(ran.said()).isEqualTo(status);
        assertThat(ran.said()).contains("origin/main, CHANGE_TARGET");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 1"})
    void judgesABitbucketPullRequest(int percentage, int status) {
        String change = shop.propose(percentage);
        ParsedYaml script = ParsedYaml.of(TEMPLATES.resolve("bitbucket/bitbucket-pipelines.yml"))
                .at("definitions", "steps", 0, "step", "script");
        Path clone = shop.cloned("refs/pull/7/merge", "+refs/heads/feature:refs/remotes/origin/feature");

        Ran ran = shop.sh(clone, released(recorded("bitbucket-pull-request", change)), script.lines());

        assertThat(ran.status()).as(ran.said()).isEqualTo(status);
        assertThat(ran.said()).contains("origin/main, BITBUCKET_PR_DESTINATION_BRANCH");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "10, 1"})
    void judgesAnAzurePullRequest(int percentage, int status) {
        String change = shop.propose(percentage);
        ParsedYaml script =
                ParsedYaml.of(TEMPLATES.resolve("azure/azure-pipelines.yml")).at("steps", 1, "bash");
        Map<String, String> environmentVariables = released(recorded("azure-pull-request", change));
        environmentVariables.put("AGENT_TEMPDIRECTORY", directory.toString());
        environmentVariables.put("JAVA_HOME_17_X64", System.getProperty("java.home"));

        Ran ran = shop.sh(shop.cloned("refs/pull/7/merge", ALL), environmentVariables, script.text());

        assertThat(ran.status()).as(ran.said()).isEqualTo(status);
        assertThat(ran.said()).contains("origin/main, SYSTEM_PULLREQUEST_TARGETBRANCH");
    }

    @Test
    void runsNoJarButTheOneThatWasReleased() {
        String change = shop.propose(1);
        Map<String, String> environmentVariables = released(recorded("bitbucket-pull-request", change));
        environmentVariables.put("HOIST_SHA256", "0".repeat(64));
        ParsedYaml script = ParsedYaml.of(TEMPLATES.resolve("bitbucket/bitbucket-pipelines.yml"))
                .at("definitions", "steps", 0, "step", "script");

        Ran ran = shop.sh(shop.cloned("refs/pull/7/merge", ALL), environmentVariables, script.lines());

        assertThat(ran.status()).isNotZero();
        assertThat(ran.said()).contains("hoist.jar: FAILED").doesNotContain("accepted");
    }

    private Ran judge(Path clone, String event, String change, Map<String, String> inputs) {
        return judge(clone, event, change, inputs, shop.main());
    }

    private Ran judge(Path clone, String event, String change, Map<String, String> inputs, String base) {
        Map<String, String> environmentVariables = recorded(event, change, base);
        ParsedYaml action = ParsedYaml.of(ROOT.resolve("action.yml"));
        ParsedYaml step = action.at("runs", "steps", 1);
        step.at("env").entries().forEach((name, expression) -> {
            Matcher input = INPUT.matcher(expression.toString());
            if (input.matches()) {
                ParsedYaml standard = action.at("inputs", input.group(1), "default");
                environmentVariables.put(name, inputs.getOrDefault(input.group(1), standard.text()));
            }
        });
        environmentVariables.put("JAR", shop.warmJar().toString());
        environmentVariables.put("JAVA", "java");
        environmentVariables.put("GITHUB_OUTPUT", directory.resolve("output").toString());
        return shop.sh(clone, environmentVariables, step.at("run").text());
    }

    private Ran findJar(Map<String, String> environment) throws IOException {
        Map<String, String> environmentVariables = new HashMap<>(environment);
        environmentVariables.put("JAR", "");
        environmentVariables.put(
                "ACTION", Files.createTempDirectory(directory, "action").toString());
        environmentVariables.put("ACTION_REPOSITORY", "acme/hoist");
        environmentVariables.put("ACTION_REF", "v0.1.0");
        environmentVariables.put("GITHUB_SERVER_URL", "file://" + directory);
        environmentVariables.put("GITHUB_OUTPUT", directory.resolve("output").toString());
        return shop.sh(
                directory,
                environmentVariables,
                ParsedYaml.of(ROOT.resolve("action.yml"))
                        .at("runs", "steps", 0, "run")
                        .text());
    }

    private Map<String, String> output() {
        Map<String, String> output = new HashMap<>();
        read(directory.resolve("output"))
                .lines()
                .map(line -> line.split("=", 2))
                .forEach(line -> output.put(line[0], line[1]));
        return output;
    }

    private String export() {
        ParsedYaml step =
                ParsedYaml.of(TEMPLATES.resolve("github/hoist-flagd.yml")).at("jobs", "export", "steps", 2);
        Map<String, String> environmentVariables = new HashMap<>();
        step.at("env").entries().forEach((name, value) -> environmentVariables.put(name, value.toString()));
        environmentVariables.put("JAR", shop.warmJar().toString());
        return shop.sh(
                        shop.cloned("refs/heads/main", "+refs/heads/main:refs/remotes/origin/main"),
                        environmentVariables,
                        step.at("run").text())
                .requireSuccess();
    }

    private String flagd(String file) {
        return shop.sh(shop.server(), Map.of(), "git show flagd:" + file).requireSuccess();
    }

    /** What was recorded of a product, of this repository. */
    private Map<String, String> recorded(String event, String change) {
        return recorded(event, change, shop.main());
    }

    private Map<String, String> recorded(String event, String change, String base) {
        Map<String, String> names =
                Map.of("${BASE}", base, "${BASE12}", base.substring(0, 12), "${ONE}", shop.main(), "${CHANGE}", change);
        Map<String, String> environmentVariables = new HashMap<>();
        filled(read(RECORDED.resolve(event + ".env")), names)
                .lines()
                .map(line -> line.split("=", 2))
                .forEach(line -> environmentVariables.put(line[0], line[1]));
        Path payload = RECORDED.resolve(event + ".json");
        if (Files.exists(payload)) {
            try {
                Path file = directory.resolve(event + ".json");
                Files.writeString(file, filled(read(payload), names));
                environmentVariables.put("GITHUB_EVENT_PATH", file.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return environmentVariables;
    }

    private static String filled(String text, Map<String, String> names) {
        String filled = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace(name.getKey(), name.getValue());
        }
        return filled;
    }

    private Map<String, String> released(Map<String, String> environmentVariables) {
        environmentVariables.put("HOIST_URL", shop.warmJar().toUri().toString());
        environmentVariables.put("HOIST_SHA256", sha256(shop.warmJar()));
        return environmentVariables;
    }

    private static String sha256(Path file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return "%064x".formatted(new BigInteger(1, digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
