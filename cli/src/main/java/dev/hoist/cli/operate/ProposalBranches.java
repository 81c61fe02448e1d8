package dev.hoist.cli.operate;

import dev.hoist.validator.verdict.CannotJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The branches on which a job proposes raises, {@code hoist/ENVIRONMENT/FLAG}. There is one for each environment, with
 * one commit of the job. If the job pushes, they are branches of the remote.
 */
final class ProposalBranches {
    private static final String FOLDER = "hoist/";

    private final UserGit git;
    private final Optional<Upstream> upstream;
    private final String base;

    ProposalBranches(UserGit git, Optional<Upstream> upstream, String base) {
        this.git = git;
        this.upstream = upstream;
        this.base = base;
    }

    /**
     * One such branch.
     *
     * @param name the branch's name, as in {@code hoist/production/use_checkout}
     * @param tip its newest commit
     */
    record Branch(String name, String tip) {}

    static String name(String environment, String flag) {
        return FOLDER + environment + "/" + flag;
    }

    /** Refuses to run if such a branch is checked out, because a raise would be proposed on top of another one. */
    static void requireNoneCheckedOut(UserGit git) {
        git.ask("symbolic-ref", "--short", "--quiet", "HEAD")
                .filter(name -> name.startsWith(FOLDER))
                .ifPresent(name -> {
                    throw new CannotJudge(
                            "HEAD is on \"" + name + "\", on which a raise is proposed",
                            "check out the branch on which raises land");
                });
    }

    List<Branch> in(String environment) {
        String prefix =
                upstream.map(one -> "refs/remotes/" + one.remote() + "/").orElse("refs/heads/");
        return git
                .ask("for-each-ref", "--format=%(objectname) %(refname)", prefix + FOLDER + environment + "/")
                .stream()
                .flatMap(String::lines)
                .map(line -> new Branch(
                        line.substring(line.indexOf(' ') + 1 + prefix.length()), line.substring(0, line.indexOf(' '))))
                .toList();
    }

    /** Whether all commits of a branch have landed. */
    boolean isLanded(Branch branch) {
        return git.run("merge-base", "--is-ancestor", branch.tip(), base).succeeded();
    }

    /** Stops the job if somebody else has committed to a branch. */
    void requireOwn(Branch branch, String environment) {
        boolean isOwn = isLanded(branch)
                || (git.ask("rev-list", "--count", base + ".." + branch.tip())
                                .filter("1"::equals)
                                .isPresent()
                        && hasTrailer(branch, "Hoist-Action", "raise")
                        && hasTrailer(branch, "Hoist-Environment", environment)
                        && branch.name()
                                .equals(name(
                                        environment,
                                        trailer(branch, "Hoist-Flag").orElse("")))
                        && isFromHere(branch));
        if (!isOwn) {
            throw new CannotJudge(
                    "the branch \"" + branch.name() + "\" has a commit of somebody else",
                    "merge it or delete it, then the job goes on");
        }
    }

    /** Whether author and committer of a branch's tip are the identity with which the job commits. */
    private boolean isFromHere(Branch branch) {
        return Stream.of("AUTHOR", "COMMITTER")
                .allMatch(who -> git.ask("var", "GIT_" + who + "_IDENT")
                        .map(ident -> ident.replaceFirst(" \\d+ [+-]\\d+$", ""))
                        .filter(ident -> git.ask(
                                        "log",
                                        "-1",
                                        "--no-mailmap",
                                        who.equals("AUTHOR") ? "--format=%an <%ae>" : "--format=%cn <%ce>",
                                        branch.tip())
                                .filter(ident::equals)
                                .isPresent())
                        .isPresent());
    }

    boolean proposes(Branch branch, String step) {
        return !isLanded(branch) && hasTrailer(branch, "Hoist-Step", step);
    }

    private boolean hasTrailer(Branch branch, String key, String value) {
        return trailer(branch, key).filter(value::equals).isPresent();
    }

    private Optional<String> trailer(Branch branch, String key) {
        return git.ask("log", "-1", "--format=%(trailers:key=" + key + ",valueonly)", branch.tip());
    }

    /**
     * Puts a commit on a branch, and removes the other branches of its environment.
     *
     * @param others the other branches, with the tips that were found
     * @return whether this was possible; if not, somebody else has moved one of the branches
     */
    boolean propose(String name, String commit, List<Branch> others) {
        if (!git.run("check-ref-format", "refs/heads/" + name).succeeded()) {
            throw new CannotJudge(
                    "\"" + name + "\" is no name of a branch", "raise this flag with \"hoist advance --push\" instead");
        }
        List<Branch> rest =
                others.stream().filter(one -> !one.name().equals(name)).toList();
        if (upstream.isEmpty()) {
            UserGit.Answer moved = git.run("branch", "--quiet", "--force", "--no-track", name, commit);
            if (!moved.succeeded()) {
                throw new CannotJudge(
                        "the branch \"" + name + "\" cannot be written: " + moved.reason(), "see what git says");
            }
            rest.forEach(one -> git.run("update-ref", "-d", "refs/heads/" + one.name(), one.tip()));
            return true;
        }
        List<String> push = new ArrayList<>(List.of("push", "--quiet", "--atomic"));
        String old = others.stream()
                .filter(one -> one.name().equals(name))
                .map(Branch::tip)
                .findFirst()
                .orElse("");
        push.add("--force-with-lease=refs/heads/" + name + ":" + old);
        rest.forEach(one -> push.add("--force-with-lease=refs/heads/" + one.name() + ":" + one.tip()));
        push.add(upstream.get().remote());
        push.add(commit + ":refs/heads/" + name);
        rest.forEach(one -> push.add(":refs/heads/" + one.name()));
        UserGit.Answer pushed = git.run(java.util.Map.of(), "", push);
        if (pushed.succeeded()) {
            // for whoever looks at it in this clone; the remote's branch is the one that counts
            git.run("branch", "--quiet", "--force", "--no-track", name, commit);
            return true;
        }
        List<Branch> before = others;
        upstream.get().fetch();
        String environment = name.substring(FOLDER.length(), name.lastIndexOf('/'));
        if (in(environment).equals(before)) {
            throw new CannotJudge(
                    "the branch \"" + name + "\" could not be pushed: " + pushed.reason(), "see what the remote says");
        }
        return false;
    }
}
