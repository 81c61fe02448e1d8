package dev.hoist.validator.proposal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.git.CommitId;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.git.GitRepository;
import dev.hoist.validator.git.Texts;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each product's environment, event file and clone say of the base, as recorded in {@code dev/hoist/validator/ci}.
 *
 * <pre>
 * one ── base ── later      main, which stood at base when the event happened
 *   └─ change               feature
 * </pre>
 */
class RecordedCiTest {
    private static final String ALL_BRANCHES = "+refs/heads/*:refs/remotes/origin/*";
    private static final String MAIN = "+refs/heads/main:refs/remotes/origin/main";

    @TempDir
    Path directory;

    private GitFixture upstream;
    private String one = "";
    private String base = "";
    private String later = "";
    private String change = "";

    @BeforeEach
    void grow() {
        upstream = GitFixture.create(directory.resolve("upstream"));
        one = upstream.commit("one", Map.of("flags/g/a.yaml", "1", "flags/g/b.yaml", "1"));
        upstream.branch("feature");
        change = upstream.commit("change", Map.of("flags/g/b.yaml", "2"));
        upstream.checkout("main");
        base = upstream.commit("base", Map.of("flags/g/a.yaml", "2"));
        upstream.git("config", "uploadpack.allowAnySHA1InWant", "true");
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    // GitHub

    @Test
    void judgesAGithubPullRequestAgainstWhatItWouldLandOn() {
        String merge = merge(base, change);
        Clone clone = clone(merge, ALL_BRANCHES);
        assertBase(clone, "github-pull-request", base, "origin/main", "the base of GitHub's pull request", false);

        goOn();
        Clone again = clone(merge, ALL_BRANCHES);
        assertBase(again, "github-pull-request", later, "origin/main", "the base of GitHub's pull request", false);
        assertWouldLand(again, "github-pull-request", "3", "2");
    }

    @Test
    void takesWhatGithubMergedWithWhereTheBranchIsNotThere() {
        Clone clone = clone(merge(base, change));
        assertBase(
                clone,
                "github-pull-request",
                base,
                base,
                "the base of GitHub's pull request, as it was merged for this run",
                false);
        assertWouldLand(clone, "github-pull-request", "2", "2");
    }

    @Test
    void takesTheEventsCommitWhereTheChangeItselfIsCheckedOut() {
        Clone alone = clone(change, "+" + base + ":refs/remotes/pull/7/base");
        assertBase(alone, "github-pull-request", base, base, "the base of GitHub's pull request", false);
        assertWouldLand(alone, "github-pull-request", "2", "2");
    }

    @Test
    void takesTheEventsCommitBeforeABranchThatIsBehindIt() {
        Clone clone = clone(change, "+" + one + ":refs/remotes/origin/main", "+" + base + ":refs/remotes/pull/7/base");
        assertBase(clone, "github-pull-request", base, base, "the base of GitHub's pull request", false);
    }

    @Test
    void saysThatGithubsPullRequestTargetChecksOutTheBase() {
        Clone clone = clone(base, ALL_BRANCHES);
        assertCannot(
                clone,
                "github-pull-request-target",
                "what is checked out does not contain \"" + change + "\", the change that GitHub says this is",
                "check out the pull request itself, or name what would land with --head");
        assertBase(
                clone(merge(base, change), ALL_BRANCHES),
                "github-pull-request-target",
                base,
                "origin/main",
                "the base of GitHub's pull request",
                false);
    }

    @Test
    void judgesAGithubMergeGroupAgainstWhatIsBeforeItInTheQueue() {
        String first = merge(base, commit("another"));
        String second = merge(first, change);
        Clone clone = clone(second, ALL_BRANCHES).with("BASE", first);
        assertBase(clone, "github-merge-group", first, first, "the base of GitHub's merge group", true);
        assertCannot(
                clone.with("BASE", "1".repeat(40)),
                "github-merge-group",
                "base \"" + "1".repeat(40) + "\" is not in this clone (the base of GitHub's merge group)",
                "fetch that commit, or set --base to one that everybody has");
    }

    @Test
    void judgesAGithubPushAgainstWhatWasThereBefore() {
        goOn();
        assertBase(clone(later, ALL_BRANCHES), "github-push", base, base, "the commit before GitHub's push", true);
    }

    @Test
    void knowsThatAPushToABranchOfOnesOwnDoesNotLand() {
        Clone clone = clone(change, ALL_BRANCHES);
        Map<String, String> gitlab = new HashMap<>(clone.with("BASE", one).environmentVariables("gitlab-push"));
        gitlab.put("CI_COMMIT_BRANCH", "feature");
        assertThat(choose(clone, Optional.empty(), gitlab).revision()).isEqualTo(one);
        assertThat(choose(clone, Optional.empty(), gitlab).headLands()).isFalse();
        gitlab.put("CI_COMMIT_REF_PROTECTED", "true");
        assertThat(choose(clone, Optional.empty(), gitlab).headLands()).isTrue();
    }

    @Test
    void judgesANewOrRewrittenBranchAgainstTheDefaultOne() {
        Clone clone = clone(change, ALL_BRANCHES);
        assertBase(
                clone,
                "github-push-new-branch",
                base,
                "origin/main",
                "the default branch, because GitHub's push made \"feature\"",
                false);
        assertBase(
                clone,
                "github-push-forced",
                base,
                "origin/main",
                "the default branch, because GitHub's push rewrote \"feature\"",
                false);
    }

    @Test
    void saysThatNothingComesBeforeANewDefaultBranch() {
        String help = "run \"hoist audit\" on what was pushed, or set --base or HOIST_BASE";
        assertCannot(
                clone(base, ALL_BRANCHES),
                "github-push-first",
                "GitHub's push made \"main\", so nothing says what came before",
                help);
        assertCannot(
                clone(base, MAIN),
                "gitlab-push-first",
                "GitLab's push made \"main\", so nothing says what came before",
                help);
    }

    @Test
    void takesTheDefaultBranchWhereAnEventIsNoChange() {
        Clone clone = clone(base, ALL_BRANCHES);
        for (String event : List.of("github-schedule", "github-tag", "gitlab-schedule")) {
            assertBase(clone, event, base, "origin/main", "the remote's default branch", false);
        }
    }

    // GitLab

    @Test
    void judgesAGitlabMergeRequestAgainstWhatItWouldLandOn() {
        Clone fetched = clone(change, MAIN);
        String reason = "CI_MERGE_REQUEST_TARGET_BRANCH_NAME, the target of GitLab's merge request";
        assertBase(fetched, "gitlab-merge-request", base, "origin/main", reason, false);
        assertWouldLand(fetched, "gitlab-merge-request", "2", "2");
        assertBase(clone(change), "gitlab-merge-request", one, one, reason, false);
    }

    @Test
    void takesNoStaleDiffBase() {
        String elsewhere = commit("elsewhere");
        Clone stale = clone(change, "+" + elsewhere + ":refs/remotes/origin/elsewhere")
                .with("ONE", elsewhere);
        assertCannot(
                stale,
                "gitlab-merge-request",
                "base \"main\" is not in this clone"
                        + " (CI_MERGE_REQUEST_TARGET_BRANCH_NAME, the target of GitLab's merge request)",
                "run \"git fetch origin +refs/heads/main:refs/remotes/origin/main\" in the job before hoist, or set"
                        + " --base");
        // the merge request went to a branch that has the change already, before main became its target
        assertThat(choose(clone(change, MAIN).with("ONE", change), "gitlab-merge-request")
                        .revision())
                .isEqualTo("origin/main");
    }

    @Test
    void judgesWhatGitlabMergedAgainstWhatItMergedInto() {
        String merge = merge(base, change);
        goOn();
        assertBase(
                clone(merge, MAIN),
                "gitlab-merged-result",
                base,
                base,
                "CI_MERGE_REQUEST_TARGET_BRANCH_SHA, what GitLab's merged result was made with",
                false);
    }

    @Test
    void judgesAGitlabMergeTrainAgainstWhatIsAheadInIt() {
        String first = merge(base, commit("another"));
        Clone clone = clone(merge(first, change), MAIN).with("BASE", first);
        assertBase(
                clone,
                "gitlab-merge-train",
                first,
                first,
                "CI_MERGE_REQUEST_TARGET_BRANCH_SHA, what GitLab's merge train puts the change on",
                false);
    }

    @Test
    void judgesAGitlabPush() {
        assertBase(
                clone(base, MAIN).with("BASE", one),
                "gitlab-push",
                one,
                one,
                "CI_COMMIT_BEFORE_SHA, the commit before GitLab's push",
                true);
        assertBase(
                clone(change, MAIN, "+refs/heads/feature:refs/remotes/origin/feature"),
                "gitlab-push-new-branch",
                base,
                "origin/main",
                "the default branch, because GitLab's push made \"feature\"",
                false);
        assertCannot(
                clone(change),
                "gitlab-push-new-branch",
                "base \"main\" is not in this clone (the default branch, because GitLab's push made \"feature\")",
                "run \"git fetch origin +refs/heads/main:refs/remotes/origin/main\" in the job before hoist, or set"
                        + " --base");
    }

    // Jenkins

    @Test
    void judgesAJenkinsPullRequest() {
        String reason = "CHANGE_TARGET, Jenkins' target branch";
        assertBase(clone(merge(base, change), MAIN), "jenkins-pull-request", base, "origin/main", reason, false);
        assertBase(clone(change, MAIN), "jenkins-pull-request", base, "origin/main", reason, false);
        assertCannot(
                clone(change),
                "jenkins-pull-request",
                "base \"main\" is not in this clone (CHANGE_TARGET, Jenkins' target branch)",
                "add the behaviour \"Specify ref specs\" with \"+refs/heads/*:refs/remotes/@{remote}/*\", or set"
                        + " --base");
    }

    @Test
    void judgesAJenkinsBranchAgainstItsBuildBefore() {
        goOn();
        Clone clone = clone(later, MAIN);
        assertBase(
                clone,
                "jenkins-branch",
                base,
                base,
                "GIT_PREVIOUS_COMMIT, what Jenkins built before on this branch",
                true);
        assertBase(
                clone,
                "jenkins-branch-again",
                base,
                base,
                "GIT_PREVIOUS_SUCCESSFUL_COMMIT, what Jenkins built before on this branch",
                true);
        assertBase(
                clone,
                "jenkins-branch-first",
                base,
                base,
                "the commit before HEAD, because Jenkins does not say where \"main\" stood",
                true);
    }

    // Bitbucket

    @Test
    void judgesABitbucketPullRequest() {
        // it merges the target into the change, not the other way round
        String merge = merge(change, base);
        assertBase(
                clone(merge, MAIN),
                "bitbucket-pull-request",
                base,
                "origin/main",
                "BITBUCKET_PR_DESTINATION_BRANCH, Bitbucket's target branch",
                false);
        Clone alone = clone(merge);
        assertBase(
                alone,
                "bitbucket-pull-request",
                base,
                base,
                "BITBUCKET_PR_DESTINATION_BRANCH, Bitbucket's target branch, as it was merged for this run",
                false);
        assertWouldLand(alone, "bitbucket-pull-request", "2", "2");
        assertCannot(
                clone(change),
                "bitbucket-pull-request",
                "base \"main\" is not in this clone (BITBUCKET_PR_DESTINATION_BRANCH, Bitbucket's target branch)",
                "run \"git fetch origin +refs/heads/main:refs/remotes/origin/main\" in the step before hoist, or set"
                        + " --base");
    }

    @Test
    void judgesABranchOfWhichNobodySaysWhereItStood() {
        assertBase(
                clone(base, MAIN),
                "bitbucket-branch",
                one,
                one,
                "the commit before HEAD, because Bitbucket does not say where \"main\" stood",
                false);
        assertBase(
                clone(change, ALL_BRANCHES),
                "bitbucket-branch-feature",
                base,
                "origin/main",
                "the remote's default branch, because Bitbucket does not say where \"feature\" stood",
                false);
        assertBase(
                clone(base, ALL_BRANCHES),
                "azure-push",
                one,
                one,
                "the commit before HEAD, because Azure does not say where \"main\" stood",
                false);
        assertBase(
                clone(change, ALL_BRANCHES),
                "azure-push-feature",
                base,
                "origin/main",
                "the remote's default branch, because Azure does not say where \"feature\" stood",
                false);
        assertCannot(
                clone(change, "+refs/heads/feature:refs/remotes/origin/feature"),
                "bitbucket-branch-feature",
                "no base is known: Bitbucket names none, and there is no remote's default" + " branch",
                "set --base or HOIST_BASE");
        assertCannot(
                clone(one, "+" + one + ":refs/remotes/origin/main"),
                "azure-push",
                "no base is known: Azure names none, and HEAD is the first commit",
                "set --base or HOIST_BASE");
    }

    // Azure

    @ParameterizedTest
    @ValueSource(strings = {"azure-pull-request", "azure-pull-request-short"})
    void judgesAnAzurePullRequest(String event) {
        String merge = merge(base, change);
        String reason = "SYSTEM_PULLREQUEST_TARGETBRANCH, Azure's target branch";
        assertBase(clone(merge, ALL_BRANCHES), event, base, "origin/main", reason, false);
        assertBase(clone(merge), event, base, base, reason + ", as it was merged for this run", false);
        assertCannot(
                clone(change),
                event,
                "base \"main\" is not in this clone (SYSTEM_PULLREQUEST_TARGETBRANCH, Azure's target branch)",
                "set \"fetchDepth: 0\" on \"checkout: self\", which then fetches every branch, or set --base");
    }

    // all

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        github-pull-request    | set "fetch-depth: 0" on actions/checkout, so that GitHub clones the full history
        github-merge-group     | set "fetch-depth: 0" on actions/checkout, so that GitHub clones the full history
        github-push            | set "fetch-depth: 0" on actions/checkout, so that GitHub clones the full history
        github-schedule        | set "fetch-depth: 0" on actions/checkout, so that GitHub clones the full history
        gitlab-merge-request   | set the variable GIT_DEPTH: "0" on the job, so that GitLab clones the full history
        gitlab-merge-train     | set the variable GIT_DEPTH: "0" on the job, so that GitLab clones the full history
        gitlab-push            | set the variable GIT_DEPTH: "0" on the job, so that GitLab clones the full history
        jenkins-pull-request   | turn off "Shallow clone" under the behaviour "Advanced clone behaviours", or leave out depth in CloneOption, so that Jenkins clones the full history
        jenkins-branch         | turn off "Shallow clone" under the behaviour "Advanced clone behaviours", or leave out depth in CloneOption, so that Jenkins clones the full history
        bitbucket-pull-request | set "clone: depth: full" in bitbucket-pipelines.yml, so that Bitbucket clones the full history
        bitbucket-branch       | set "clone: depth: full" in bitbucket-pipelines.yml, so that Bitbucket clones the full history
        azure-pull-request     | set "fetchDepth: 0" on "checkout: self", so that Azure clones the full history
        azure-push             | set "fetchDepth: 0" on "checkout: self", so that Azure clones the full history
        """)
    void saysWhichSettingMakesAShallowCloneWhole(String event, String help) {
        Clone clone = shallow(merge(base, change));
        for (Optional<String> asked : List.of(Optional.<String>empty(), Optional.of("origin/main"))) {
            assertThatThrownBy(() -> choose(clone, event, asked))
                    .isInstanceOfSatisfying(
                            CannotJudge.class,
                            refusal -> assertThat(refusal.help()).isEqualTo(help))
                    .hasMessageStartingWith("this is a shallow clone: its history ends at ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-pull-request", "gitlab-push", "jenkins-branch", "bitbucket-branch", "azure-push"})
    void takesHoistBaseBeforeAnyProductsWord(String event) {
        Clone clone = clone(merge(base, change), ALL_BRANCHES);
        Map<String, String> environmentVariables = new HashMap<>(clone.environmentVariables(event));
        environmentVariables.put("HOIST_BASE", one);
        assertThat(choose(clone, Optional.empty(), environmentVariables).reason())
                .isEqualTo("HOIST_BASE");
    }

    /** A clone as a product makes it. */
    private record Clone(Path root, String head, Map<String, String> names) {
        Clone with(String name, String value) {
            Map<String, String> other = new HashMap<>(names);
            other.put(name, value);
            return new Clone(root, head, other);
        }

        Map<String, String> environmentVariables(String event) {
            Map<String, String> environmentVariables = new HashMap<>();
            recorded(event + ".env")
                    .orElseThrow()
                    .lines()
                    .map(line -> line.split("=", 2))
                    .forEach(line -> environmentVariables.put(line[0], filled(line[1])));
            recorded(event + ".json").ifPresent(text -> {
                try {
                    Path file = root.resolveSibling(root.getFileName() + "-" + event + ".json");
                    environmentVariables.put(
                            "GITHUB_EVENT_PATH",
                            Files.writeString(file, filled(text)).toString());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return environmentVariables;
        }

        private String filled(String text) {
            String filled = text;
            for (Map.Entry<String, String> name : names.entrySet()) {
                filled = filled.replace("${" + name.getKey() + "}", name.getValue());
            }
            return filled;
        }

        private static Optional<String> recorded(String name) {
            try (InputStream in = RecordedCiTest.class.getResourceAsStream("/dev/hoist/validator/ci/" + name)) {
                return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Clone clone(String head, String... refspecs) {
        Path root = init();
        for (String refspec : refspecs) {
            upstream.gitIn(root, "fetch", "-q", "origin", refspec);
        }
        upstream.gitIn(root, "fetch", "-q", "origin", head);
        return checkedOut(root, head);
    }

    private Clone shallow(String head) {
        Path root = init();
        upstream.gitIn(root, "fetch", "-q", "--depth", "1", "origin", head);
        return checkedOut(root, head);
    }

    private Path init() {
        try {
            Path root = Files.createTempDirectory(directory, "clone");
            upstream.gitIn(root, "init", "-q");
            upstream.gitIn(
                    root, "remote", "add", "origin", upstream.root().toUri().toString());
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Clone checkedOut(Path root, String head) {
        upstream.gitIn(root, "checkout", "-q", "--detach", head);
        return new Clone(
                root,
                head,
                Map.of("HEAD", head, "ONE", one, "BASE", base, "BASE12", base.substring(0, 12), "CHANGE", change));
    }

    /** A merge that is on no branch, as products make them. */
    private String merge(String first, String second) {
        upstream.checkout(first);
        upstream.git("merge", "-q", "--no-ff", "-m", "merge", second);
        String merge = upstream.git("rev-parse", "HEAD").strip();
        upstream.checkout("main");
        return merge;
    }

    private String commit(String name) {
        upstream.checkout(one);
        String commit = upstream.commit(name, Map.of("flags/g/" + name + ".yaml", "1"));
        upstream.checkout("main");
        return commit;
    }

    private void goOn() {
        later = upstream.commit("later", Map.of("flags/g/a.yaml", "3"));
    }

    private static BaseChoice choose(Clone clone, String event) {
        return choose(clone, event, Optional.empty());
    }

    private static BaseChoice choose(Clone clone, String event, Optional<String> asked) {
        return choose(clone, asked, clone.environmentVariables(event));
    }

    private static BaseChoice choose(Clone clone, Optional<String> asked, Map<String, String> environmentVariables) {
        try (GitRepository repository = GitRepository.open(clone.root())) {
            return BaseChoice.choose(
                    repository, asked, repository.head(), BaseChoice.Judged.HEAD, environmentVariables);
        }
    }

    private static void assertBase(
            Clone clone, String event, String commit, String name, String reason, boolean headLands) {
        BaseChoice choice = choose(clone, event);
        assertThat(choice.reason()).isEqualTo(reason);
        assertThat(choice.revision()).isEqualTo(name);
        assertThat(choice.commit().map(CommitId::name)).contains(commit);
        assertThat(choice.headLands()).isEqualTo(headLands);
    }

    private static void assertCannot(Clone clone, String event, String message, String help) {
        assertThatThrownBy(() -> choose(clone, event))
                .hasMessage(message)
                .isInstanceOfSatisfying(
                        CannotJudge.class, refusal -> assertThat(refusal.help()).isEqualTo(help));
    }

    /** What the change and the target's newest commit make together. */
    private static void assertWouldLand(Clone clone, String event, String a, String b) {
        Texts files = new Texts();
        try (Proposals proposals = Proposals.open(clone.root(), "flags", files)) {
            Function<String, String> head = Texts.of(proposals
                    .change(Optional.empty(), Optional.of("HEAD"), clone.environmentVariables(event))
                    .whole(GitFixture.START.plusSeconds(3_600))
                    .head())::get;
            assertThat(head.apply("flags/g/a.yaml")).isEqualTo(a);
            assertThat(head.apply("flags/g/b.yaml")).isEqualTo(b);
        }
    }
}
