package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others copy is YAML, asks for what the judge needs, is what this repository uses, and is what the guides show. */
class TemplatesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path TEMPLATES = Path.of("src/main/resources/dev/hoist/cli/templates");
    private static final String ACTION = "OWNER/hoist@v0.1.0    # OWNER: whose Hoist you use";

    static Stream<Path> yaml() {
        return Stream.of(
                        TEMPLATES,
                        ROOT.resolve(".github"),
                        ROOT.resolve("action.yml"),
                        ROOT.resolve(".pre-commit-hooks.yaml"))
                .flatMap(TemplatesTest::files)
                .filter(file -> file.toString().matches(".*\\.ya?ml"));
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void isYamlWithoutADuplicateKey(Path file) {
        assertThat(ParsedYaml.of(file)).isNotNull();
        assertThat(read(file)).doesNotContain("\t").endsWith("\n").doesNotContain(" \n");
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void putsNoTextOfAnEventIntoAScript(Path file) {
        assertThat(ParsedYaml.of(file).scripts())
                .allSatisfy(script -> assertThat(script).doesNotContain("${{"));
    }

    @Test
    void asksEachProductForTheFullHistoryAndEveryEventThatMatters() {
        ParsedYaml github = ParsedYaml.of(TEMPLATES.resolve("github/hoist.yml"));
        // YAML 1.1 takes the key "on" for true
        assertThat(github.at("on").entries()).containsKeys("pull_request", "merge_group", "push");
        assertThat(github.at("on", "pull_request", "types").value().toString())
                .contains("synchronize", "auto_merge_enabled");
        assertThat(github.at("jobs", "hoist", "steps", 0, "with", "fetch-depth").value())
                .isEqualTo(0);
        assertThat(github.at("permissions").value()).isEqualTo(Map.of("contents", "read"));

        ParsedYaml gitlab = ParsedYaml.of(TEMPLATES.resolve("gitlab/hoist.gitlab-ci.yml"));
        assertThat(gitlab.at("hoist", "variables", "GIT_DEPTH").value()).isEqualTo("0");
        assertThat(gitlab.at("hoist", "rules").value().toString()).contains("merge_request_event", "push");

        ParsedYaml bitbucket = ParsedYaml.of(TEMPLATES.resolve("bitbucket/bitbucket-pipelines.yml"));
        assertThat(bitbucket.at("clone", "depth").value()).isEqualTo("full");
        assertThat(bitbucket
                        .at("pipelines", "pull-requests", "**", 0, "step", "name")
                        .value())
                .isEqualTo("hoist");

        ParsedYaml azure = ParsedYaml.of(TEMPLATES.resolve("azure/azure-pipelines.yml"));
        assertThat(azure.at("steps", 0, "fetchDepth").value()).isEqualTo(0);

        ParsedYaml hook = ParsedYaml.of(TEMPLATES.resolve("pre-commit/.pre-commit-config.yaml"))
                .at("repos", 0, "hooks", 0);
        ParsedYaml offered =
                ParsedYaml.of(ROOT.resolve(".pre-commit-hooks.yaml")).at(0);
        for (ParsedYaml each : List.of(hook, offered)) {
            assertThat(each.at("language").value()).isEqualTo("system");
            assertThat(each.at("pass_filenames").value()).isEqualTo(false);
            assertThat("flags/checkout/one_click.yaml")
                    .containsPattern(each.at("files").text());
        }
    }

    @Test
    void aJobTakesDownBeforeItRaisesAndOneRunsAtATime() {
        ParsedYaml github = ParsedYaml.of(TEMPLATES.resolve("github/hoist-robot.yml"));
        assertThat(github.at("on").entries()).containsOnlyKeys("schedule", "workflow_dispatch");
        assertThat(github.at("permissions").value()).isEqualTo(Map.of("contents", "write", "pull-requests", "write"));
        assertThat(github.at("concurrency").value())
                .isEqualTo(Map.of("group", "hoist-robot", "cancel-in-progress", false));
        assertThat(github.at("jobs", "robot", "steps", 0, "with", "fetch-depth").value())
                .isEqualTo(0);
        ParsedYaml gitlab = ParsedYaml.of(TEMPLATES.resolve("gitlab/hoist-robot.gitlab-ci.yml"))
                .at("hoist robot");
        assertThat(gitlab.at("resource_group").value()).isEqualTo("hoist-robot");
        assertThat(gitlab.at("rules").value().toString()).contains("schedule", "HOIST_ROBOT");
        assertThat(gitlab.at("variables", "GIT_DEPTH").value()).isEqualTo("0");
        for (String script :
                List.of(github.scripts().get(0), gitlab.at("script").lines())) {
            assertThat(script)
                    .containsSubsequence("guard", "--act --push", "advance", "--push", "advance", "--branch --push")
                    .contains("--pull-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hoist.yml", "hoist-again.yml", "hoist-flagd.yml"})
    void isUsedInThisRepositoryAsOthersCopyIt(String workflow) {
        assertThat(read(ROOT.resolve(".github/workflows").resolve(workflow)))
                .isEqualTo(withoutHead(read(TEMPLATES.resolve("github").resolve(workflow)))
                        .replace("uses: " + ACTION, "uses: ./"));
    }

    @Test
    void namesTheVersionThatIsReleasedNext() {
        Matcher version =
                Pattern.compile("<version>(.*?)(-SNAPSHOT)?</version>").matcher(read(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        String next = "v" + version.group(1);
        assertThat(read(ROOT.resolve("docs/install.md"))).contains("/releases/download/" + next + "\n");
        for (String workflow : List.of("hoist.yml", "hoist-flagd.yml", "hoist-robot.yml")) {
            assertThat(read(TEMPLATES.resolve("github").resolve(workflow))).contains("uses: OWNER/hoist@" + next + " ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ci-github.md, github/hoist.yml",
        "ci-github.md, github/hoist-again.yml",
        "ci-github.md, github/hoist-flagd.yml",
        "ci-gitlab.md, gitlab/hoist.gitlab-ci.yml",
        "robot-github.md, github/hoist-robot.yml",
        "robot-gitlab.md, gitlab/hoist-robot.gitlab-ci.yml",
        "ci-jenkins.md, jenkins/Jenkinsfile",
        "ci-bitbucket.md, bitbucket/bitbucket-pipelines.yml",
        "ci-azure.md, azure/azure-pipelines.yml",
        "pre-commit.md, pre-commit/.pre-commit-config.yaml",
        "editors.md, editors/settings.json"
    })
    void isShownInTheGuideToTheLetter(String page, String template) {
        assertThat(read(ROOT.resolve("docs/guides/" + page)))
                .contains("\n" + read(TEMPLATES.resolve(template)) + "```\n");
    }

    /** Without the comment that says where to put it. */
    private static String withoutHead(String text) {
        return text.lines().dropWhile(line -> line.startsWith("#")).reduce("", (all, line) -> all + line + "\n");
    }

    private static Stream<Path> files(Path start) {
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
