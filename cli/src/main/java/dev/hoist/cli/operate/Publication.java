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

/** What is made of an edit with git: a branch, a commit, a push. */
final class Publication {
    private final UserGit git;
    private final Optional<String> branch;
    private final Optional<Instant> time;

    /**
     * How to publish.
     *
     * @param branch to be created
     * @param time of the commit, where it is not the clock's
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

    /** The newest known commit of the upstream branch. */
    Optional<String> upstream() {
        return git.ask("rev-parse", "--verify", "--quiet", "@{upstream}^{commit}");
    }

    /** How many commits the upstream is known to have that HEAD does not. */
    int commitsBehind() {
        return git.ask("rev-list", "--count", "HEAD..@{upstream}")
                .map(Integer::parseInt)
                .orElse(0);
    }

    /** Creates the branch, if one is asked for. */
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

    /** Goes back to where HEAD was before the branch was created. */
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

    /** Commits exactly the edited files; the id of the commit, or why there is none. */
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

    /** Pushes the branch to where it would go. */
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
     * Takes a commit back that could not be pushed, and moves to the upstream's new tip.
     *
     * @return whether that was possible; otherwise everything is as it was
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
