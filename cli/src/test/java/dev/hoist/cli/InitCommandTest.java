package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final String POLICY = "flags/policy.yaml";
    private static final String FLAG = "flags/features/my_first_flag.yaml";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void beginARepository() {
        repository(directory);
    }

    @Test
    void writesWhatTheJudgeAcceptsAndSaysWhatComesNext() {
        assertThat(run("init", "--owner", "game-platform", "--ci", "none")).isZero();
        assertThat(out.toString()).isEqualTo("""
            wrote flags/policy.yaml
            wrote flags/features/my_first_flag.yaml
            wrote .vscode/settings.json
            wrote .vscode/hoist/hoist.schema.json
            wrote .vscode/hoist/policy.schema.json
            wrote .vscode/hoist/flag.schema.json
            wrote .vscode/hoist/experiment.schema.json

            next:
              make the figures in flags/policy.yaml yours
              hoist validate
              git add flags .vscode && git commit -m "Adopt Hoist"
            """);
        assertThat(directory.resolve(FLAG)).hasContent("""
            ---
            flag: my_first_flag
            description: Say what being on means, for those who read it in an incident
            owner: game-platform
            # A flag is born at 0. Raise one environment at a time, one rung at a time.
            environments:
              staging:
                percentage: 0
              production:
                percentage: 0
            """);
        assertBaselineAccepted(directory, "flags");
    }

    @TestFactory
    Stream<DynamicTest> everyCombinationIsAnAcceptedBaseline() {
        List<List<String>> ci = List.of(
                List.of(),
                List.of("--ci", "none"),
                List.of("--ci", "github"),
                List.of("--ci", "gitlab"),
                List.of("--ci", "jenkins"),
                List.of("--ci", "bitbucket"),
                List.of("--ci", "azure"));
        List<List<String>> environments = List.of(
                List.of(),
                List.of("--environments", "live"),
                List.of("--environments", "dev,qa.eu,Staging-2,production"),
                List.of("--environments", "on, no ,NULL,y,e1"));
        List<List<String>> texts = List.of(
                List.of(),
                List.of("--owner", "Größe & Wert @ 7", "--flag", "checkout/use-new_checkout"),
                List.of("--owner", "yes", "--flag", "off", "--flags", "config/feature.flags"));
        List<DynamicTest> tests = new ArrayList<>();
        for (List<String> product : ci) {
            for (List<String> names : environments) {
                for (List<String> text : texts) {
                    List<String> arguments = Stream.of(List.of("init"), product, names, text)
                            .flatMap(List::stream)
                            .toList();
                    Path room = directory.resolve("room" + tests.size());
                    tests.add(DynamicTest.dynamicTest(String.join(" ", arguments), () -> {
                        Files.createDirectory(room);
                        repository(room);
                        assertThat(runIn(room, arguments.toArray(String[]::new)))
                                .as(() -> err.toString())
                                .isZero();
                        assertBaselineAccepted(room, text.contains("--flags") ? "config/feature.flags" : "flags");
                    }));
                }
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> theJobIsAnAcceptedBaseline() {
        return Stream.of("github", "gitlab")
                .flatMap(ci -> Stream.of(
                                List.<String>of(),
                                List.of("--settle", "20m"),
                                List.of("--live", "refs/tags/live", "--direct-push"),
                                List.of("--flags", "config/flags", "--environments", "e1"))
                        .map(more -> DynamicTest.dynamicTest(ci + more, () -> {
                            Path room = Files.createDirectory(directory.resolve(ci + more.size() + more.hashCode()));
                            repository(room);
                            List<String> arguments = new ArrayList<>(List.of("init", "--robot", "--ci", ci));
                            arguments.addAll(more);
                            assertThat(runIn(room, arguments.toArray(String[]::new)))
                                    .as(() -> err.toString())
                                    .isZero();
                            String flags = more.contains("--flags") ? "config/flags" : "flags";
                            assertBaselineAccepted(room, flags);
                            String job = Files.readString(room.resolve(
                                    ci.equals("github")
                                            ? ".github/workflows/hoist-robot.yml"
                                            : ".gitlab/hoist-robot.gitlab-ci.yml"));
                            assertThat(job)
                                    .contains(
                                            more.contains("--direct-push")
                                                    ? " LANDS: push\n"
                                                    : " LANDS: " + proposal(ci) + "\n",
                                            " FLAGS: " + flags + "\n");
                            assertThat(room.resolve(flags + "/policy.yaml"))
                                    .content()
                                    .contains(
                                            more.contains("--settle")
                                                    ? "settle: 20m"
                                                    : more.contains("--live") ? "settle: 0m" : "settle: 15m",
                                            more.contains("--live") ? "\n    live: refs/tags/live" : "\npolicy: 1");
                            if (ci.equals("gitlab")) {
                                assertThat(room.resolve(".gitlab-ci.yml"))
                                        .content()
                                        .contains("hoist.gitlab-ci.yml", "hoist-robot.gitlab-ci.yml");
                            }
                        })));
    }

    private static String proposal(String ci) {
        return ci.equals("github") ? "pull-request" : "merge-request";
    }

    @Test
    void theJobComesToARepositoryThatHasAPolicy() {
        run("init", "--ci", "gitlab");
        assertThat(run("init", "--ci", "gitlab", "--robot")).isZero();
        assertThat(out.toString())
                .contains(
                        "wrote .gitlab/hoist-robot.gitlab-ci.yml",
                        "add to .gitlab-ci.yml by hand:",
                        "  - local: .gitlab/hoist-robot.gitlab-ci.yml",
                        "add \"metrics\" and \"guardrails\" to flags/policy.yaml");
    }

    @Test
    void refusesAJobThatItCannotWrite() {
        for (String call : List.of(
                "--ci jenkins --robot",
                "--ci none --robot",
                "--ci github --settle 15m",
                "--ci github --robot --settle soon",
                "--ci github --robot --live a..b\nc")) {
            assertThat(run(Stream.concat(Stream.of("init"), Stream.of(call.split(" ", -1)))
                            .toArray(String[]::new)))
                    .as(call)
                    .isEqualTo(2);
        }
        assertThat(directory.resolve("flags")).doesNotExist();
    }

    @Test
    void whatThePolicyOffersInCommentsIsAcceptedAsWell() throws IOException {
        run("init", "--ci", "none");
        Path policy = directory.resolve(POLICY);
        String offered = Files.readString(policy)
                .replaceAll("(?m)^( *)# (?=peak_hours|checklist|freezes|  - |    [a-z]+:)", "$1");
        assertThat(offered)
                .contains("\n    peak_hours:", "\n      - days:", "\n    checklist:", "\nfreezes:", "\n  - from");
        Files.writeString(policy, offered);
        assertBaselineAccepted(directory, "flags");
    }

    @Test
    void namesTheSchemaInTheFirstFlagWhereGitIgnoresTheEditorsFolder() throws IOException {
        write(".gitignore", "*.log\n.vscode/\n");
        assertThat(run("init", "--ci", "none", "--flags", "config/flags")).isZero();
        assertThat(directory.resolve(".vscode")).doesNotExist();
        assertThat(directory.resolve("config/flags/features/my_first_flag.yaml"))
                .content()
                .startsWith("# yaml-language-server: $schema=../../../.hoist/schemas/hoist.schema.json\n---\nflag: ");
        assertThat(directory.resolve("config/flags/features/../../../.hoist/schemas/hoist.schema.json"))
                .exists();
        assertThat(out.toString())
                .contains(
                        "git ignores .vscode, so a line in the first flag names the schema for editors",
                        "\n  git add config .hoist && git commit");
        Git.run(directory, "add", "config", ".hoist");
        assertBaselineAccepted(directory, "config/flags");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            .vscode/settings.json         | .hoist/schemas
            ".*\n!.vscode"                | .vscode/hoist
            "/.vscode/*\n!/.vscode/hoist" | .hoist/schemas
            "/vscode\n.hoist"             | .vscode/hoist
            """)
    void putsTheSchemasWhereGitTakesThem(String patterns, String folder) throws IOException {
        write(".gitignore", patterns.replace("\\n", "\n") + "\n");
        assertThat(run("init", "--ci", "none")).isZero();
        assertThat(directory.resolve(folder).resolve("flag.schema.json")).exists();
        Git.run(directory, "add", folder);
    }

    @Test
    void writesNoSchemasWhereGitTakesNone() throws IOException {
        write(".git/info/exclude", ".*\n");
        assertThat(run("init", "--ci", "none")).isZero();
        assertThat(texts()).doesNotContainKey(Path.of(".vscode/settings.json"));
        assertThat(out.toString())
                .contains("git ignores .vscode, so no schemas for editors were written\n", "\n  git add flags && ");
        assertThat(directory.resolve(FLAG)).content().startsWith("---\nflag: ");
    }

    @Test
    void keepsEveryFileThatIsThere() throws IOException {
        write(POLICY, "policy: 1\nenvironments:\n  live:\n    ladder: [0, 100]\n    soak: 1h\n");
        write(".vscode/settings.json", "{}\n");
        write(".gitlab-ci.yml", "stages: [build]\n");
        Map<Path, String> before = texts();

        assertThat(run("init")).isZero();

        assertThat(texts()).containsAllEntriesOf(before);
        assertThat(out.toString())
                .contains(
                        "kept  flags/policy.yaml, which is there already\n",
                        "kept  .vscode/settings.json, which is there already\n",
                        "kept  .gitlab-ci.yml, which is there already\n",
                        "wrote .gitlab/hoist.gitlab-ci.yml\n",
                        "add to .gitlab-ci.yml by hand:\n\n    include:\n      - local: .gitlab/hoist.gitlab-ci.yml\n",
                        "add to .vscode/settings.json by hand:\n\n    {\n      \"yaml.schemas\": {\n");
        assertThat(directory.resolve(FLAG)).content().endsWith("\n  live:\n    percentage: 0\n");
        assertBaselineAccepted(directory, "flags");
    }

    @Test
    void changesNothingTheSecondTime() throws IOException {
        run("init", "--ci", "github");
        Map<Path, String> before = texts();
        out.getBuffer().setLength(0);

        assertThat(run("init", "--environments", "staging,production")).isZero();

        assertThat(texts()).isEqualTo(before);
        assertThat(out.toString())
                .doesNotContain("wrote", "by hand", "git add")
                .contains("kept  .github/workflows/hoist.yml");
    }

    @Test
    void endsWhatAKilledRunBegan() throws IOException {
        Path whole = Files.createDirectory(directory.resolve("whole"));
        repository(whole);
        assertThat(runIn(whole, "init", "--ci", "github")).isZero();
        List<String> written = out.toString()
                .lines()
                .filter(line -> line.startsWith("wrote "))
                .map(line -> line.substring("wrote ".length()))
                .toList();
        for (int killed = 0; killed < written.size(); killed++) {
            Path begun = Files.createDirectory(directory.resolve("begun" + killed));
            repository(begun);
            for (String path : written.subList(0, killed)) {
                Files.createDirectories(begun.resolve(path).getParent());
                Files.copy(whole.resolve(path), begun.resolve(path));
            }
            Path next = begun.resolve(written.get(killed));
            Files.createDirectories(next.getParent());
            Files.writeString(next.resolveSibling("." + next.getFileName() + "." + UUID.randomUUID() + ".tmp"), "half");

            assertThat(runIn(begun, "init", "--ci", "github"))
                    .as(next.toString())
                    .isZero();
            Map<Path, String> ended = texts(begun);
            assertThat(ended.keySet())
                    .as(next.toString())
                    .isEqualTo(texts(whole).keySet());
            texts(whole)
                    .forEach((path, text) -> assertThat(ended.get(path))
                            .as(path + " after " + next)
                            .isEqualTo(text));
        }
    }

    @Test
    void asksForNothingByHandThatIsThereAlready() throws IOException {
        write(".github/workflows/hoist.yml", "name: our own\n");
        write(
                ".vscode/settings.json",
                "{\"yaml.schemas\": {\"./.vscode/hoist/hoist.schema.json\": \"flags/*/*.yaml\"}}\n");
        assertThat(run("init")).isZero();
        assertThat(out.toString()).doesNotContain("by hand");
        write("Jenkinsfile", "sh 'java -jar hoist.jar validate'\n");
        assertThat(run("init", "--ci", "jenkins")).isZero();
        assertThat(out.toString()).doesNotContain("by hand");
    }

    @Test
    void addsNoFlagWhereThereIsOneUnlessItIsNamed() throws IOException {
        run("init", "--flag", "checkout/one");
        assertThat(run("init")).isZero();
        assertThat(directory.resolve(FLAG)).doesNotExist();
        assertThat(run("init", "--flag", "checkout/two")).isZero();
        assertThat(directory.resolve("flags/checkout/two.yaml")).exists();
        assertThat(run("init", "--flag", "elsewhere/one")).isEqualTo(2);
        assertThat(err.toString()).contains("there is a flag of that name already: \"flags/checkout/one.yaml\"");
    }

    @Test
    void writesNothingInADryRun() throws IOException {
        assertThat(run("init", "--dry-run", "--ci", "azure")).isZero();
        assertThat(out.toString())
                .startsWith("would write flags/policy.yaml\n")
                .contains("would write azure-pipelines.yml\n");
        assertThat(texts()).isEmpty();
    }

    @Test
    void leavesNothingBehindWhereOneFileCannotBeWritten() throws IOException {
        write(".github", "not a folder\n");
        assertThat(run("init", "--ci", "github")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("hoist: \".github\" is no folder, so \".github/workflows/hoist.yml\" cannot be"
                        + " written, and nothing was\n"
                        + "  = help: move it away first\n");
        assertThat(texts()).containsOnlyKeys(Path.of(".github"));
        assertThat(directory.resolve("flags")).doesNotExist();
        assertThat(directory.resolve(".vscode")).doesNotExist();
    }

    @Test
    void writesThroughNoLink(@TempDir Path outside) throws IOException {
        Files.createSymbolicLink(directory.resolve(".vscode"), outside);
        assertThat(run("init")).isEqualTo(2);
        assertThat(outside).isEmptyDirectory();
        assertThat(directory.resolve("flags")).doesNotExist();
    }

    @Test
    void writesNothingThatGitIgnores() throws IOException {
        write(".gitignore", "flags/\n");
        assertThat(run("init")).isEqualTo(2);
        assertThat(err.toString()).contains("git ignores what lies under \"flags\", so nothing was written");
        assertThat(texts()).containsOnlyKeys(Path.of(".gitignore"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        .github/workflows/build.yml | .github/workflows/hoist.yml
        .github/dependabot.yml      | .github/workflows/hoist.yml
        .gitlab-ci.yml              | .gitlab/hoist.gitlab-ci.yml
        .gitlab/issue.md            | .gitlab/hoist.gitlab-ci.yml
        .azure-pipelines/x.yml      | azure-pipelines.yml
        """)
    void findsTheCiTemplateByWhatLiesThere(String there, String written) throws IOException {
        write(there, "x\n");
        assertThat(run("init")).isZero();
        assertThat(out.toString()).contains("wrote " + written + "\n");
    }

    @Test
    void asksWhichOfSeveralCiTemplates() throws IOException {
        write(".github/workflows/build.yml", "x\n");
        write("Jenkinsfile", "x\n");
        assertThat(run("init")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
            hoist: the repository has files of github and of jenkins
              = help: say with --ci which of them judges changes, or --ci none
            """);
        assertThat(run("init", "--ci", "jenkins")).isZero();
        assertThat(out.toString())
                .contains("kept  Jenkinsfile, which is there already\n", "add to Jenkinsfile by hand:\n");
        write("Jenkinsfile", "x\n");
    }

    @Test
    void prefersTheProductThatRunsSomethingToTheOneThatHosts() throws IOException {
        write(".github/CODEOWNERS", "* @acme\n");
        write("bitbucket-pipelines.yml", "x\n");
        assertThat(run("init")).isZero();
        assertThat(out.toString()).contains("kept  bitbucket-pipelines.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "gitlab", "jenkins", "bitbucket", "azure"})
    void everyProductJudgesTheWholeHistoryAndTheFlagsWhereTheyLie(String product) throws IOException {
        assertThat(run("init", "--ci", product, "--flags", "config/flags")).isZero();
        List<String> written = texts().entrySet().stream()
                .filter(entry ->
                        !entry.getKey().startsWith("config") && !entry.getKey().startsWith(".vscode"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(String.join("\n", written))
                .containsPattern("hoist\\.jar\"? validate --flags config/flags|flags: config/flags\n")
                .containsPattern("fetch-depth: 0|GIT_DEPTH: \"?0|[Ss]hallow|depth: full|fetchDepth: 0");
        assertThat(directory.resolve(".vscode/settings.json"))
                .content()
                .contains(
                        "\"./.vscode/hoist/policy.schema.json\": \"config/flags/policy.yaml\",",
                        "\"./.vscode/hoist/hoist.schema.json\": \"config/flags/*/*.yaml\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        --environments | staging,,production | "" is no name of an environment
        --environments | a b                 | "a b" is no name of an environment
        --environments | 1st                 | "1st" is no name of an environment
        --environments | a: {x               | "a: {x" is no name of an environment
        --environments | a,b,a               | --environments "a,b,a" names one twice
        --environments | ` `                 | --environments is empty
        --owner        | me "and" you        | --owner "me "and" you" is no name of a team or a person
        --owner        | a#b                 | is no name of a team or a person
        --owner        | {a: b}              | is no name of a team or a person
        --owner        | ``                  | --owner is empty
        --flag         | 2_flags             | --flag "2_flags" is no key
        --flag         | a__b                | --flag "a__b" is no key
        --flag         | ../x/y              | is no key
        --flag         | ../y                | --flag "../y" names no group
        --flag         | /y                  | --flag "/y" names no group
        --flags        | .                   | cannot be the flags directory
        --flags        | $(id)               | cannot be the flags directory
        --flags        | a b                 | cannot be the flags directory
        --flags        | ../x                | the flags directory "../x" contains ".."
        --flags        | .git/x              | the flags directory ".git/x" contains ".git"
        --ci           | githbu              | no CI product "githbu"
        --ci           | travis              | there are github, gitlab, jenkins, bitbucket, azure, none
        """)
    void refusesWhatIsNoName(String option, String value, String message) throws IOException {
        assertThat(run("init", option, value)).isEqualTo(2);
        assertThat(err.toString()).startsWith("hoist: ").contains(message).contains("\n  = help: ");
        assertThat(texts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nowner: b", "a\u0085b", "a\u202eb", "a\\nb", "-a", "a\tb"})
    void refusesOwnersThatHideSomething(String owner) throws IOException {
        assertThat(run("init", "--owner", owner)).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(texts()).isEmpty();
    }

    @Test
    void refusesAPolicyThatItCannotReadAndOtherEnvironmentsThanThePolicys() throws IOException {
        write(POLICY, "policy: 1\nenvironments: {live: {ladder: [0, 100], soak: 1h}}\n");
        assertThat(run("init", "--environments", "staging")).isEqualTo(2);
        assertThat(err.toString()).contains("\"flags/policy.yaml\" is there, and its environments are live\n");
        write(POLICY, "policy: 2\n");
        assertThat(run("init")).isEqualTo(2);
        assertThat(err.toString()).contains("\"flags/policy.yaml\" is there, but cannot be read\n");
        assertThat(texts()).containsOnlyKeys(Path.of(POLICY));
    }

    @Test
    void writesNoSecondPolicyBesideAMisnamedOne() throws IOException {
        write("flags/policy.yml", "policy: 1\n");
        Files.createSymbolicLink(directory.resolve("flags/link"), directory);
        assertThat(run("init")).isEqualTo(2);
        assertThat(err.toString())
                .contains("\"flags/policy.yml\" exists, but the policy must have another name\n"
                        + "  = help: rename it to \"policy.yaml\" first");
        assertThat(directory.resolve(POLICY)).doesNotExist();
    }

    @Test
    void needsAWorkingTree(@TempDir Path elsewhere) throws IOException {
        assertThat(runIn(elsewhere, "init")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("hoist: \"" + elsewhere + "\" lies in no git working tree\n"
                        + "  = help: run this in a clone, or name one with"
                        + " --repo; \"git init\" makes a new repository\n");
        Path bare = Files.createDirectory(elsewhere.resolve("bare.git"));
        Git.run(bare, "init", "-q", "--bare");
        assertThat(runIn(elsewhere, "init", "--repo", "bare.git")).isEqualTo(2);
        assertThat(err.toString()).contains("bare.git\" lies in no git working tree");
    }

    @Test
    void writesToTheRootFromAFolderBelow() throws IOException {
        Path below = Files.createDirectories(directory.resolve("src/main"));
        assertThat(runIn(below, "init")).isZero();
        assertThat(directory.resolve(POLICY)).exists();
    }

    private void assertBaselineAccepted(Path root, String flags) {
        Verdict judged = new Hoist()
                .validate(new ValidateRequest(root, flags, Optional.empty(), Optional.empty(), NOW, Map.of()));
        assertThat(judged.findings()).isEmpty();
        assertThat(judged.accepted()).isTrue();
        assertThat(judged.kind()).isEqualTo(Kind.BASELINE);
    }

    private static void repository(Path root) {
        Git.run(root, "init", "-q", "-b", "main");
    }

    private int run(String... arguments) {
        return runIn(directory, arguments);
    }

    private int runIn(Path where, String... arguments) {
        Terminal terminal = WithoutInput.terminal(
                out, new PrintWriter(err, true), false, false, Map.of(), where, Clock.fixed(NOW, ZoneOffset.UTC));
        return new Main(terminal).run(arguments);
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** What lies in the working tree, by path. */
    private Map<Path, String> texts() throws IOException {
        return texts(directory);
    }

    private static Map<Path, String> texts(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            Map<Path, String> texts = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path path = root.relativize(file);
                if (!path.startsWith(".git")) {
                    texts.put(path, Files.readString(file));
                }
            }
            return texts;
        }
    }
}
