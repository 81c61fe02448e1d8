package dev.hoist.validator.ci;

import java.util.Map;
import java.util.Optional;

/** Whether what CI looks at has landed as it is: a push to a branch on which others build, not a proposal that somebody will merge. */
public final class LandingInCi {
    private static final String NO_COMMIT = "0+";

    private LandingInCi() {}

    /** GitHub's push to the default branch or to a protected one; a push to any other branch is rewritten as its author likes. */
    public static boolean isOne(Map<String, String> surroundings) {
        String path = surroundings.getOrDefault("GITHUB_EVENT_PATH", "").strip();
        if (path.isEmpty()) {
            return false;
        }
        EventFile event = EventFile.read(path);
        boolean proposal = event.text("pull_request", "base", "sha").isPresent()
                || event.text("merge_group", "base_sha").isPresent();
        boolean push =
                event.text("before").filter(sha -> !sha.matches(NO_COMMIT)).isPresent();
        return push && !proposal && (isProtected(surroundings) || isDefault(event));
    }

    private static boolean isProtected(Map<String, String> surroundings) {
        return surroundings.getOrDefault("GITHUB_REF_PROTECTED", "").strip().equals("true");
    }

    private static boolean isDefault(EventFile event) {
        Optional<String> branch = event.text("repository", "default_branch").map(name -> "refs/heads/" + name);
        return branch.isPresent() && branch.equals(event.text("ref"));
    }
}
