package dev.hoist.validator.ci;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a change is based on, as the product that runs says it.
 *
 * @param name a commit, or a branch of the repository that the change goes to
 * @param isBranch whether it is a branch
 * @param reason which product's word it is
 */
public record BaseFromCi(String name, boolean isBranch, String reason) {
    private static final String NO_COMMIT = "0+";

    private static final List<String> MARKS = List.of(
            "GITHUB_ACTIONS",
            "GITLAB_CI",
            "JENKINS_URL",
            "BITBUCKET_BUILD_NUMBER",
            "TF_BUILD",
            "TEAMCITY_VERSION",
            "BUILDKITE");

    /** What the environment variables say, the most exact first. */
    public static Optional<BaseFromCi> find(Map<String, String> surroundings) {
        return Stream.of(
                        github(surroundings),
                        gitlab(surroundings),
                        jenkins(surroundings),
                        bitbucket(surroundings),
                        azure(surroundings))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether this runs in CI at all. */
    public static boolean isInside(Map<String, String> surroundings) {
        boolean said = value(surroundings, "CI")
                .filter(ci -> !ci.equalsIgnoreCase("false") && !ci.equals("0"))
                .isPresent();
        return said || MARKS.stream().anyMatch(mark -> value(surroundings, mark).isPresent());
    }

    private static Optional<BaseFromCi> github(Map<String, String> surroundings) {
        return value(surroundings, "GITHUB_EVENT_PATH").flatMap(path -> {
            EventFile event = EventFile.read(path);
            return event.text("pull_request", "base", "sha")
                    .map(sha -> commit(sha, "the base of GitHub's pull request"))
                    .or(() -> event.text("merge_group", "base_sha")
                            .map(sha -> commit(sha, "the base of GitHub's merge group")))
                    .or(() -> event.text("before")
                            .filter(sha -> !sha.matches(NO_COMMIT))
                            .map(sha -> commit(sha, "the commit before GitHub's push")));
        });
    }

    private static Optional<BaseFromCi> gitlab(Map<String, String> surroundings) {
        return value(surroundings, "CI_MERGE_REQUEST_DIFF_BASE_SHA")
                .map(sha -> commit(sha, "CI_MERGE_REQUEST_DIFF_BASE_SHA, GitLab's merge request"));
    }

    private static Optional<BaseFromCi> jenkins(Map<String, String> surroundings) {
        return value(surroundings, "CHANGE_TARGET").map(name -> branch(name, "CHANGE_TARGET, Jenkins' target branch"));
    }

    private static Optional<BaseFromCi> bitbucket(Map<String, String> surroundings) {
        return value(surroundings, "BITBUCKET_PR_DESTINATION_BRANCH")
                .map(name -> branch(name, "BITBUCKET_PR_DESTINATION_BRANCH, Bitbucket's target branch"));
    }

    private static Optional<BaseFromCi> azure(Map<String, String> surroundings) {
        return value(surroundings, "SYSTEM_PULLREQUEST_TARGETBRANCH")
                .map(name -> branch(name, "SYSTEM_PULLREQUEST_TARGETBRANCH, Azure's target branch"));
    }

    private static BaseFromCi commit(String sha, String reason) {
        return new BaseFromCi(sha, false, reason);
    }

    private static BaseFromCi branch(String name, String reason) {
        String heads = "refs/heads/";
        return new BaseFromCi(name.startsWith(heads) ? name.substring(heads.length()) : name, true, reason);
    }

    private static Optional<String> value(Map<String, String> surroundings, String name) {
        return Optional.ofNullable(surroundings.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
