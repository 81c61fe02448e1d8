package dev.hoist.validator.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.git.GitRepository;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseChoiceTest {
    @TempDir
    Path directory;

    private GitFixture git;
    private String one = "";
    private String two = "";

    @BeforeEach
    void init() {
        git = GitFixture.create(directory.resolve("repository"));
        one = git.commit("one", Map.of("flags/g/a.yaml", "a"));
        git.branch("release");
        two = git.commit("two", Map.of("flags/g/a.yaml", "b"));
        git.checkout("main");
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void takesWhatIsAskedForBeforeAnythingElse() {
        Map<String, String> environmentVariables = Map.of("HOIST_BASE", "main", "CHANGE_TARGET", "main");
        assertChosen(choose(Optional.of("release"), environmentVariables), two, "release", "--base");
        assertChosen(choose(Optional.empty(), environmentVariables), one, "main", "HOIST_BASE");
    }

    @Test
    void refusesANameOfATagThatIsABranchsToo() {
        git.git("tag", "release", "main");
        for (String name : List.of("release", "release~0", "release^{commit}", "release@{0}")) {
            assertThatThrownBy(() -> choose(Optional.of(name), Map.of()))
                    .as(name)
                    .hasMessage("\"release\" is the name of more than one thing:"
                            + " \"refs/tags/release\", \"refs/heads/release\"");
        }
        assertChosen(choose(Optional.of("refs/heads/release"), Map.of()), two, "refs/heads/release", "--base");
        git.git("tag", "HEAD", "release^0");
        assertThat(choose(Optional.of("HEAD"), Map.of()).commit().orElseThrow().name())
                .isEqualTo(one);
        git.git("tag", "-f", "release", "refs/heads/release");
        assertChosen(choose(Optional.of("release"), Map.of()), two, "release", "--base");
        Path clone = cloned("origin");
        git.gitIn(clone, "tag", "origin/main", "origin/release");
        assertThatThrownBy(() -> choose(clone, Optional.empty(), Map.of("HOIST_BASE", "origin/main")))
                .hasMessageContaining("\"refs/tags/origin/main\", \"refs/remotes/origin/main\"");
        assertThat(choose(clone, Optional.empty(), Map.of()).revision()).isEqualTo("origin/main");
    }

    @Test
    void takesNoBranchForItsOwnUpstream() {
        assertThatThrownBy(() -> choose(Optional.of("main@{upstream}"), Map.of()))
                .hasMessage("\"main@{upstream}\" is no revision");
    }

    @Test
    void readsNoBranchThatAProductNamesAsAnExpression() {
        for (String name :
                List.of("gone-g" + two.substring(0, 8), "release~0", "release@{0}", "../heads/release", "re\nlease")) {
            assertThatThrownBy(() -> choose(Map.of("CHANGE_TARGET", name)))
                    .as(name)
                    .hasMessageStartingWith("base \"" + name + "\" is not in this clone");
        }
    }

    @Test
    void takesGithubsWord() throws IOException {
        Map<String, String> events = Map.of(
                "{\"pull_request\": {\"base\": {\"sha\": \"" + two + "\"}}}",
                "the base of GitHub's pull request",
                "{\"merge_group\": {\"base_sha\": \"" + two + "\"}}",
                "the base of GitHub's merge group",
                "{\"before\": \"" + two + "\", \"after\": \"" + one + "\"}",
                "the commit before GitHub's push");
        for (Map.Entry<String, String> event : events.entrySet()) {
            assertChosen(choose(github(event.getKey())), two, two, event.getValue());
        }
        assertThatThrownBy(() -> choose(github("{\"before\": \"" + "0".repeat(40) + "\"}")))
                .as("a new branch has no commit before it, and CI never falls back on HEAD")
                .hasMessageContaining("so nothing says what came before");
        assertThatThrownBy(() -> choose(github("{\"before\": \"" + "1".repeat(40) + "\"}")))
                .hasMessageStartingWith("base \"1111");
        for (String broken : List.of("", "{", "nothing")) {
            assertThatThrownBy(() -> choose(github(broken))).as(broken).isInstanceOf(CannotJudge.class);
        }
        assertThatThrownBy(() -> choose(Map.of("GITHUB_EVENT_PATH", "/nowhere")))
                .hasMessage("GITHUB_EVENT_PATH names \"/nowhere\", which cannot be read as JSON");
    }

    @Test
    void takesTheOtherProductsWord() {
        assertThat(choose(Map.of("CI_MERGE_REQUEST_DIFF_BASE_SHA", one)).revision())
                .isEqualTo(one);
        assertThatThrownBy(() -> choose(Map.of("CI_MERGE_REQUEST_DIFF_BASE_SHA", two)))
                .as("not behind HEAD, so stale")
                .hasMessageStartingWith("base \"" + two + "\" is not in this clone");
        for (String variable : List.of("CHANGE_TARGET", "BITBUCKET_PR_DESTINATION_BRANCH")) {
            BaseChoice choice = choose(Map.of(variable, "release"));
            assertThat(choice.commit().orElseThrow().name()).isEqualTo(two);
            assertThat(choice.reason()).startsWith(variable);
        }
        for (String branch : List.of("release", "refs/heads/release")) {
            assertThat(choose(Map.of("SYSTEM_PULLREQUEST_TARGETBRANCH", branch)).revision())
                    .isEqualTo("release");
        }
        assertThatThrownBy(() -> choose(Map.of("CHANGE_TARGET", "gone")))
                .hasMessageStartingWith("base \"gone\" is not in this clone (CHANGE_TARGET");
    }

    @Test
    void takesTheRemotesBranchBeforeALocalOneOfThatName() {
        Path clone = cloned("origin");
        git.gitIn(clone, "branch", "release", "origin/main");
        assertChosen(
                choose(clone, Optional.empty(), Map.of("CHANGE_TARGET", "release")),
                two,
                "origin/release",
                "CHANGE_TARGET, Jenkins' target branch");
    }

    @Test
    void takesTheRemotesDefaultBranch() {
        Path clone = cloned("origin");
        assertChosen(choose(clone, Optional.empty(), Map.of()), one, "origin/main", "the remote's default branch");
        git.gitIn(clone, "remote", "set-head", "origin", "release");
        assertThat(choose(clone, Optional.empty(), Map.of("CI", "true")).revision())
                .isEqualTo("origin/release");
        git.gitIn(clone, "remote", "set-head", "origin", "--delete");
        assertThat(choose(clone, Optional.empty(), Map.of()).revision()).isEqualTo("origin/main");
        assertThat(choose(cloned("upstream"), Optional.empty(), Map.of()).revision())
                .as("the only remote there is")
                .isEqualTo("upstream/main");
    }

    @Test
    void takesHeadOutsideCiAndWithoutARemoteAlone() {
        assertChosen(choose(Map.of("CI", "false")), one, "HEAD", "there is no remote");
        for (String mark : List.of("CI", "TF_BUILD", "JENKINS_URL", "GITHUB_ACTIONS")) {
            assertThatThrownBy(() -> choose(Map.of(mark, "true")))
                    .as(mark)
                    .isInstanceOf(CannotJudge.class)
                    .satisfies(refusal ->
                            assertThat(((CannotJudge) refusal).help()).startsWith("set --base"));
        }
        git.git("remote", "add", "origin", "https://example.org/none.git");
        assertThatThrownBy(() -> choose(Map.of()))
                .hasMessageContaining("no remote's default branch is known here")
                .satisfies(refusal -> assertThat(((CannotJudge) refusal).help()).startsWith("set --base"));
    }

    @Test
    void takesHeadForEditsInCiToo() {
        Map<String, String> ci = Map.of("CI", "true");
        try (GitRepository repository = GitRepository.open(git.root())) {
            assertChosen(
                    BaseChoice.choose(repository, Optional.empty(), repository.head(), BaseChoice.Judged.EDITS, ci),
                    one,
                    "HEAD",
                    "there is no remote");
            assertChosen(
                    BaseChoice.choose(repository, Optional.of("HEAD"), repository.head(), BaseChoice.Judged.EDITS, ci),
                    one,
                    "HEAD",
                    "--base");
        }
    }

    private Path cloned(String remote) {
        Path clone = directory.resolve(remote);
        git.git("clone", "-q", "-o", remote, git.root().toString(), clone.toString());
        return clone;
    }

    private Map<String, String> github(String event) throws IOException {
        Path file = Files.writeString(directory.resolve("event.json"), event);
        return Map.of("GITHUB_ACTIONS", "true", "GITHUB_EVENT_PATH", file.toString());
    }

    private BaseChoice choose(Map<String, String> environmentVariables) {
        return choose(Optional.empty(), environmentVariables);
    }

    private BaseChoice choose(Optional<String> asked, Map<String, String> environmentVariables) {
        return choose(git.root(), asked, environmentVariables);
    }

    private static BaseChoice choose(Path root, Optional<String> asked, Map<String, String> environmentVariables) {
        try (GitRepository repository = GitRepository.open(root)) {
            return BaseChoice.choose(
                    repository, asked, repository.head(), BaseChoice.Judged.HEAD, environmentVariables);
        }
    }

    private static void assertChosen(BaseChoice choice, String commit, String name, String reason) {
        assertThat(choice.commit().orElseThrow().name()).isEqualTo(commit);
        assertThat(choice.revision()).isEqualTo(name);
        assertThat(choice.reason()).isEqualTo(reason);
    }
}
