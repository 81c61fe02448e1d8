package dev.hoist.cli.operate;

import dev.hoist.validator.verdict.CannotJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The branch of a remote on which a job's commits land.
 *
 * @param name the branch's name at the remote, without {@code refs/heads/}
 */
record Upstream(UserGit git, String remote, String name) {

    /**
     * The upstream of the branch that is checked out. If it has none, the branch with the same name at the only remote.
     */
    static Upstream of(UserGit git) {
        String branch = git.ask("symbolic-ref", "--short", "--quiet", "HEAD")
                .orElseThrow(() -> new CannotJudge(
                        "HEAD is on no branch, so there is nowhere to push to",
                        "check a branch out, as in \"git switch -C main origin/main\""));
        Optional<String> remote = git.ask("config", "branch." + branch + ".remote");
        Optional<String> merge = git.ask("config", "branch." + branch + ".merge");
        if (remote.isPresent() && merge.isPresent()) {
            return new Upstream(git, remote.get(), merge.get().replaceFirst("^refs/heads/", ""));
        }
        List<String> remotes =
                git.ask("remote").map(text -> text.lines().toList()).orElse(List.of());
        if (remotes.isEmpty()) {
            throw new CannotJudge("there is no remote to push to", "add one with \"git remote add\"");
        }
        return new Upstream(
                git,
                git.ask("config", "remote.pushDefault").orElse(remotes.size() == 1 ? remotes.get(0) : "origin"),
                branch);
    }

    /** Fetches the branch, and the branches on which a job proposes raises. */
    void fetch() {
        List<String> arguments = new ArrayList<>(List.of(
                "fetch",
                "--quiet",
                "--prune",
                "--no-tags",
                remote,
                "+refs/heads/hoist/*:refs/remotes/" + remote + "/hoist/*"));
        boolean isThere = !git.run("ls-remote", "--exit-code", "--quiet", remote, "refs/heads/" + name)
                .text()
                .isEmpty();
        if (isThere) {
            arguments.add("+refs/heads/" + name + ":" + tracking());
        }
        UserGit.Answer fetched = git.run(java.util.Map.of(), "", arguments);
        if (!fetched.succeeded()) {
            throw new CannotJudge(
                    "the commits of \"" + remote + "\" could not be fetched: " + fetched.reason(),
                    "see that the remote is there, and that its credentials are right");
        }
    }

    /** The branch's newest commit, as it was last fetched; empty if the remote has no such branch. */
    Optional<String> tip() {
        return git.ask("rev-parse", "--verify", "--quiet", tracking() + "^{commit}");
    }

    UserGit.Answer push(String commit) {
        return git.run("push", "--quiet", remote, commit + ":refs/heads/" + name);
    }

    private String tracking() {
        return "refs/remotes/" + remote + "/" + name;
    }
}
