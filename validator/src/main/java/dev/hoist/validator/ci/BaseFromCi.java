package dev.hoist.validator.ci;

import dev.hoist.validator.verdict.CannotJudge;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a CI product says in its environment variables about the base of a change. */
public sealed interface BaseFromCi {
    /** The CI product. */
    CiProduct product();

    /** Why the CI product chose this base. */
    String reason();

    /** Whether head itself lands, without a merge. Base is then behind head. */
    boolean headLands();

    /**
     * A change that asks to land on a branch.
     *
     * @param branch the branch on which the change would land; the base lies on it
     * @param commit a commit of that branch, if the product names one
     * @param meaning what the product means by that commit
     * @param change the commit that is proposed, if the product names it
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
        /** The commit with which the product merged the change for this run. It is the exact base. */
        MERGED_INTO,
        /** The commit of the branch at the time of the event. The branch may have moved since then. */
        STOOD,
        /**
         * The commit at which the change left the branch. It can be out of date if the change got another target
         * branch.
         */
        LEFT
    }

    /**
     * Commits that were pushed to a branch.
     *
     * @param branch the branch; empty if only the commit before the push can be the base
     * @param before the commit of the branch before the push, if the product names it
     * @param defaultBranch the repository's default branch, if the product names it
     * @param headLands whether these commits themselves have landed: the product says that the branch is protected or
     *     is the default branch. On any other branch, the author may still replace them
     */
    record Landed(
            CiProduct product,
            Optional<String> branch,
            Optional<String> before,
            Optional<String> defaultBranch,
            boolean headLands,
            String reason)
            implements BaseFromCi {}

    /** The base that the environment variables give; empty if they give none. */
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

    /** Whether Hoist runs in CI. */
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
