package dev.hoist.cli.operate;

import dev.hoist.operate.plan.NextMove;
import dev.hoist.operate.plan.Planner;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.LandedChange;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers what a command asks of the repository in addition to the files that it edits: which changes have landed, and
 * which steps may come next.
 */
final class RepositoryView {
    private final ValidateRequest request;
    private final Optional<UserGit> git;

    RepositoryView(ValidateRequest request, Optional<UserGit> git) {
        this.request = request;
        this.git = git;
    }

    /** What a flag can do next in an environment. */
    NextMove next(String key, String environment) {
        return new Hoist().propose(request, proposal -> {
            Planner planner = Planner.of(proposal);
            return planner.next(planner.flag(key), environment);
        });
    }

    /**
     * Calls a function with the changes of HEAD's first-parent line, newest first, until it returns an answer. With a
     * commit, only with that commit's change.
     */
    <T> Optional<T> find(Optional<String> commit, Function<LandedChange, Optional<T>> each) {
        if (git.isEmpty()) {
            throw new CannotJudge(
                    "\"" + request.repository() + "\" lies in no git repository, so nothing has landed",
                    "lower the flag with \"hoist lower\" or \"hoist disable\"");
        }
        return new Hoist().findLanded(request.repository(), request.flags(), commit, each);
    }

    /** A file's text at a commit, as git would check it out. */
    Optional<String> text(String commit, String path) {
        return git.map(some -> some.run("cat-file", "--filters", commit + ":" + path))
                .filter(UserGit.Answer::succeeded)
                .map(UserGit.Answer::output);
    }
}
