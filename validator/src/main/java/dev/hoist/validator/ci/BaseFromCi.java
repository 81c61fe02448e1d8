package dev.hoist.validator.ci;

import dev.hoist.validator.verdict.CannotJudge;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the base of a change in the environment variables of the CI product. */
public sealed interface BaseFromCi {
    /** Who says it. */
    CiProduct product();

    /** Why the CI product chose this base. */
    String reason();

    /** Whether the commits that are checked out land, or have landed, as they are, so that base is behind them. */
    boolean headLands();

    /**
     * A change that asks to land on a branch.
     *
     * @param branch where it is to land; its newest commit is what it would land on
     * @param commit a commit of that branch, where the product names one
     * @param meaning what that commit is
     * @param change the commit that is proposed, where the product names it
     */
    record BaseCandidate(
            CiProduct product,
            Optional<String> branch,
            Optional<String> commit,
            Meaning meaning,
            Optional<String> change,
            String reason)
            implements BaseFromCi {
        @Override
        public boolean headLands() {
            return false;
        }
    }

    /** How a commit that a CI product names is related to the change. */
    enum Meaning {
        /** The commit into which the product merged the change for this run: the exact base. */
        MERGED_INTO,
        /** Where the branch stood when the event happened; it may have moved since. */
        STOOD,
        /** The commit where the change left the branch. It can be out of date after the target branch was changed. */
        LEFT
    }

    /**
     * Commits that a branch got, or gets, as they are.
     *
     * @param branch which; empty where only the commit before can be base
     * @param before where it stood before, where the product says so
     * @param defaultBranch the repository's, where the product says so
     * @param headLands whether the product says that others build on the branch: it is protected, or the default one; any other is
     *     rewritten as its author likes
     */
    record Landed(
            CiProduct product,
            Optional<String> branch,
            Optional<String> before,
            Optional<String> defaultBranch,
            boolean headLands,
            String reason)
            implements BaseFromCi {}

    /** The candidates from the environment variables, the most exact first. */
    static Optional<BaseFromCi> find(Map<String, String> environmentVariables) {
        Variables variables = new Variables(environmentVariables);
        return Stream.of(
                        GithubEvent.base(variables),
                        gitlab(variables),
                        jenkins(variables),
                        bitbucket(variables),
                        azure(variables))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether this runs in CI at all. */
    static boolean isInside(Map<String, String> environmentVariables) {
        Variables variables = new Variables(environmentVariables);
        boolean said = variables
                .text("CI")
                .filter(ci -> !ci.equalsIgnoreCase("false") && !ci.equals("0"))
                .isPresent();
        return said
                || Stream.concat(
                                Arrays.stream(CiProduct.values()).map(CiProduct::mark),
                                Stream.of("TEAMCITY_VERSION", "BUILDKITE"))
                        .anyMatch(mark -> variables.text(mark).isPresent());
    }

    private static Optional<BaseFromCi> gitlab(Variables variables) {
        Optional<String> target = variables.branch("CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
        Optional<String> diffBase = variables.commit("CI_MERGE_REQUEST_DIFF_BASE_SHA");
        Optional<String> mergedInto = variables.commit("CI_MERGE_REQUEST_TARGET_BRANCH_SHA");
        if (mergedInto.isPresent()) {
            boolean train = variables
                    .text("CI_MERGE_REQUEST_EVENT_TYPE")
                    .filter("merge_train"::equals)
                    .isPresent();
            return Optional.of(new BaseCandidate(
                    CiProduct.GITLAB,
                    target,
                    mergedInto,
                    Meaning.MERGED_INTO,
                    // squashed or rebased on its way, the change's own commit need not be in it
                    Optional.empty(),
                    "CI_MERGE_REQUEST_TARGET_BRANCH_SHA, what GitLab's "
                            + (train ? "merge train puts the change on" : "merged result was made with")));
        }
        if (target.isPresent() || diffBase.isPresent()) {
            return Optional.of(new BaseCandidate(
                    CiProduct.GITLAB,
                    target,
                    diffBase,
                    Meaning.LEFT,
                    Optional.empty(),
                    target.isPresent()
                            ? "CI_MERGE_REQUEST_TARGET_BRANCH_NAME, the target of GitLab's merge request"
                            : "CI_MERGE_REQUEST_DIFF_BASE_SHA, GitLab's merge request"));
        }
        Optional<String> branch = variables.branch("CI_COMMIT_BRANCH");
        boolean pushed =
                variables.text("CI_PIPELINE_SOURCE").filter("push"::equals).isPresent();
        if (branch.isEmpty() || !pushed) {
            return Optional.empty();
        }
        return Optional.of(landed(
                CiProduct.GITLAB,
                branch.get(),
                variables.commit("CI_COMMIT_BEFORE_SHA"),
                variables.branch("CI_DEFAULT_BRANCH"),
                variables.isTrue("CI_COMMIT_REF_PROTECTED"),
                "CI_COMMIT_BEFORE_SHA, the commit before GitLab's push"));
    }

    private static Optional<BaseFromCi> jenkins(Variables variables) {
        Optional<BaseFromCi> proposed = variables
                .branch("CHANGE_TARGET")
                .map(target -> proposed(
                        CiProduct.JENKINS,
                        target,
                        Optional.empty(),
                        Optional.empty(),
                        "CHANGE_TARGET, Jenkins' target branch"));
        if (proposed.isPresent()) {
            return proposed;
        }
        Optional<String> head = variables.commit("GIT_COMMIT");
        // building a commit again makes it the previous one: what was last found good is what it has to be held against
        String previous = "GIT_PREVIOUS_COMMIT";
        String successful = "GIT_PREVIOUS_SUCCESSFUL_COMMIT";
        boolean isPrimary = variables.isTrue("BRANCH_IS_PRIMARY");
        String variable = variables.commit(previous).equals(head) ? successful : previous;
        return variables
                .branch("BRANCH_NAME")
                .filter(branch -> variables.text(CiProduct.JENKINS.mark()).isPresent()
                        && variables.text("TAG_NAME").isEmpty())
                .map(branch -> new Landed(
                        CiProduct.JENKINS,
                        Optional.of(branch),
                        variables.commit(variable),
                        isPrimary ? Optional.of(branch) : Optional.empty(),
                        isPrimary,
                        variable + ", what Jenkins built before on this branch"));
    }

    private static Optional<BaseFromCi> bitbucket(Variables variables) {
        Optional<BaseFromCi> proposed = variables
                .branch("BITBUCKET_PR_DESTINATION_BRANCH")
                .map(target -> proposed(
                        CiProduct.BITBUCKET,
                        target,
                        variables.commit("BITBUCKET_PR_DESTINATION_COMMIT"),
                        variables.commit("BITBUCKET_COMMIT"),
                        "BITBUCKET_PR_DESTINATION_BRANCH, Bitbucket's target branch"));
        return proposed.or(() -> variables
                .branch("BITBUCKET_BRANCH")
                .map(branch -> silent(CiProduct.BITBUCKET, branch, "BITBUCKET_BRANCH")));
    }

    private static Optional<BaseFromCi> azure(Variables variables) {
        Optional<BaseFromCi> proposed = variables
                .branch("SYSTEM_PULLREQUEST_TARGETBRANCH")
                .map(target -> proposed(
                        CiProduct.AZURE,
                        target,
                        Optional.empty(),
                        variables.commit("SYSTEM_PULLREQUEST_SOURCECOMMITID"),
                        "SYSTEM_PULLREQUEST_TARGETBRANCH, Azure's target branch"));
        return proposed.or(() -> variables
                .text("BUILD_REASON")
                .filter(reason -> reason.equals("IndividualCI") || reason.equals("BatchedCI"))
                .flatMap(reason -> variables.text("BUILD_SOURCEBRANCH"))
                .filter(ref -> ref.startsWith(Variables.HEADS))
                .map(ref -> silent(CiProduct.AZURE, Variables.branchName(ref), "BUILD_SOURCEBRANCH")));
    }

    private static BaseCandidate proposed(
            CiProduct product, String target, Optional<String> commit, Optional<String> change, String reason) {
        return new BaseCandidate(product, Optional.of(target), commit, Meaning.STOOD, change, reason);
    }

    /** A push for which the product names only the branch. */
    private static Landed silent(CiProduct product, String branch, String variable) {
        return new Landed(
                product,
                Optional.of(branch),
                Optional.empty(),
                Optional.empty(),
                false,
                variable + ", where " + product.title() + " was pushed to");
    }

    /** A push for which the product names the commit before it, or says that there was none. */
    static BaseFromCi landed(
            CiProduct product,
            String branch,
            Optional<String> before,
            Optional<String> defaultBranch,
            boolean isProtected,
            String reason) {
        if (before.isPresent()) {
            boolean headLands =
                    isProtected || defaultBranch.filter(branch::equals).isPresent();
            return new Landed(product, Optional.of(branch), before, defaultBranch, headLands, reason);
        }
        String made = product.title() + "'s push made \"" + branch + "\"";
        String standard = defaultBranch
                .filter(name -> !name.equals(branch))
                .orElseThrow(() -> CannotJudge.withoutHistory(
                        made + ", so nothing says what came before",
                        "run \"hoist audit\" on what was pushed, or set --base or HOIST_BASE"));
        return proposed(product, standard, Optional.empty(), Optional.empty(), "the default branch, because " + made);
    }
}
