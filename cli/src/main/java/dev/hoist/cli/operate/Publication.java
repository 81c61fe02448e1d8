package dev.hoist.cli.operate;

import dev.hoist.operate.edit.FileEdit;
import dev.hoist.operate.edit.Operation;
import dev.hoist.validator.verdict.CannotJudge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes an edit with git: creates a branch, commits and pushes. */
final class Publication {
    private final UserGit git;
    private final Optional<String> branch;
    private final Optional<Instant> time;

    /**
     * The settings for publishing.
     *
     * @param branch the branch to create
     * @param time the time of the commit; empty for the clock
     */
    Publication(UserGit git, Optional<String> branch, Optional<Instant> time) {
        this.git = git;
        this.branch = branch;
        this.time = time;
    }

    /** The commit that is checked out; empty where there is none yet. */
    Optional<String> head() {
        return git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    }

    /** The branch that is checked out; empty where HEAD is detached. */
    Optional<String> currentBranch() {
        return git.ask("symbolic-ref", "--short", "--quiet", "HEAD");
    }

    /** The newest commit of the upstream branch, as it was last fetched. */
    Optional<String> upstream() {
        return git.ask("rev-parse", "--verify", "--quiet", "@{upstream}^{commit}");
    }

    /** How many commits the upstream has that HEAD lacks, as it was last fetched. */
    int commitsBehind() {
        return git.ask("rev-list", "--count", "HEAD..@{upstream}")
                .map(Integer::parseInt)
                .orElse(0);
    }

    /** Creates the branch, if there is one to create. */
    void createBranch() {
        branch.ifPresent(name -> {
            UserGit.Answer answer = git.run("switch", "--quiet", "--create", name);
            if (!answer.succeeded()) {
                throw new CannotJudge(
                        "branch \"" + name + "\" cannot be created, so nothing was written: " + answer.reason(),
                        "choose another name, or switch to it and leave out --branch");
            }
        });
    }

    /** Goes back to the branch or commit that was checked out before the branch was created. */
    void leaveBranch(Optional<String> before, Optional<String> head) {
        if (branch.isEmpty()) {
            return;
        }
        if (head.isEmpty()) {
            before.ifPresent(name -> git.run("symbolic-ref", "HEAD", "refs/heads/" + name));
            return;
        }
        UserGit.Answer left = before.isPresent()
                ? git.run("switch", "--quiet", before.get())
                : git.run("switch", "--quiet", "--detach", head.get());
        if (left.succeeded()) {
            git.run("branch", "--quiet", "-D", branch.get());
        }
    }

    /** Commits exactly the edited files. The answer has the commit's id, or the reason why there is no commit. */
    UserGit.Answer commit(Operation operation, String message) {
        List<String> paths = operation.edits().paths();
        List<String> untracked = operation.edits().files().stream()
                .filter(file -> file.before().isEmpty())
                .map(FileEdit::path)
                .toList();
        if (!untracked.isEmpty()) {
            UserGit.Answer added = git.run(Map.of(), "", arguments(List.of("add", "--"), untracked));
            if (!added.succeeded()) {
                return added;
            }
        }
        Map<String, String> variables = new HashMap<>();
        time.ifPresent(instant -> {
            String seconds = "@" + instant.getEpochSecond() + " +0000";
            variables.put("GIT_AUTHOR_DATE", seconds);
            variables.put("GIT_COMMITTER_DATE", seconds);
        });
        UserGit.Answer committed = git.run(
                variables,
                message,
                arguments(List.of("commit", "--quiet", "--only", "--cleanup=whitespace", "--file=-", "--"), paths));
        if (!committed.succeeded() && !untracked.isEmpty()) {
            git.run(Map.of(), "", arguments(List.of("rm", "--quiet", "--cached", "--force", "--"), untracked));
        }
        return committed.succeeded() ? git.run("rev-parse", "HEAD") : committed;
    }

    /** Pushes the branch to its upstream. */
    UserGit.Answer push() {
        if (git.ask("rev-parse", "--verify", "--quiet", "@{push}").isPresent()
                || upstream().isPresent()) {
            return git.run("push", "--quiet");
        }
        List<String> remotes =
                git.ask("remote").map(text -> text.lines().toList()).orElse(List.of());
        String remote = git.ask("config", "remote.pushDefault").orElse(remotes.size() == 1 ? remotes.get(0) : "origin");
        return git.run("push", "--quiet", "--set-upstream", remote, "HEAD");
    }

    /**
     * Removes a commit that could not be pushed, and moves to the upstream's new tip.
     *
     * @return whether this was possible; if not, nothing has changed
     */
    boolean moveToUpstream(String before, String commit, Operation operation) {
        if (!git.run("fetch", "--quiet").succeeded()
                || upstream().filter(tip -> !tip.equals(before)).isEmpty()) {
            return false;
        }
        List<String> paths = operation.edits().paths();
        restore(before, paths);
        if (git.run("merge", "--quiet", "--ff-only", "@{upstream}").succeeded()) {
            return true;
        }
        restore(commit, paths);
        return false;
    }

    private void restore(String commit, List<String> paths) {
        git.run("reset", "--quiet", "--soft", commit);
        git.run(
                Map.of(),
                "",
                arguments(List.of("restore", "--quiet", "--source=" + commit, "--staged", "--worktree", "--"), paths));
    }

    private static List<String> arguments(List<String> first, List<String> paths) {
        List<String> arguments = new ArrayList<>(first);
        arguments.addAll(paths);
        return arguments;
    }
}
