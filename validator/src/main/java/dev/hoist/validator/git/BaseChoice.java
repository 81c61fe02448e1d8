package dev.hoist.validator.git;

import dev.hoist.validator.ci.BaseFromCi;
import dev.hoist.validator.ci.BaseFromCi.Meaning;
import dev.hoist.validator.ci.CiProduct;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * The base that a change is judged against.
 *
 * @param commit empty if there is no commit yet
 * @param name the base as a person would name it
 * @param reason why this base was chosen
 * @param headLands whether head's commits land as they are, as in a push; base must then be behind them
 */
record BaseChoice(Optional<ObjectId> commit, String name, String reason, boolean headLands) {
    static final String NONE = "none";

    private static final String SET_HEAD = ", or fetch and run \"git remote set-head origin --auto\"";

    BaseChoice(Optional<ObjectId> commit, String name, String reason) {
        this(commit, name, reason, false);
    }

    /**
     * What is asked for, else what the environment variables say, else what the repository says.
     *
     * @param tip head's commit, or HEAD's beneath the working tree
     */
    static BaseChoice choose(
            GitRepository repository,
            Optional<String> asked,
            Optional<ObjectId> tip,
            Map<String, String> environmentVariables) {
        if (tip.isPresent() && BaseFromCi.isInside(environmentVariables)) {
            // in a clone that is cut off, what is asked for is mostly missing: say why
            repository.requireWhole(List.of(tip.get()), environmentVariables);
        }
        if (asked.isPresent()) {
            return named(repository, asked.get(), "--base");
        }
        String variable = environmentVariables.getOrDefault("HOIST_BASE", "").strip();
        if (!variable.isEmpty()) {
            return named(repository, variable, "HOIST_BASE");
        }
        Optional<BaseFromCi> said = BaseFromCi.find(environmentVariables);
        if (said.isPresent() && tip.isPresent()) {
            return said(repository, said.get(), tip.get());
        }
        return remoteDefault(repository).orElseGet(() -> alone(repository, BaseFromCi.isInside(environmentVariables)));
    }

    private static BaseChoice named(GitRepository repository, String revision, String reason) {
        return new BaseChoice(Optional.of(repository.commit(revision)), revision, reason);
    }

    private static BaseChoice said(GitRepository repository, BaseFromCi base, ObjectId tip) {
        return base instanceof BaseFromCi.Landed landed
                ? landed(repository, landed, tip)
                : proposed(repository, (BaseFromCi.BaseCandidate) base, tip);
    }

    private static BaseChoice proposed(GitRepository repository, BaseFromCi.BaseCandidate base, ObjectId tip) {
        base.change().ifPresent(change -> requireIn(repository, base.product(), change, tip));
        Optional<ObjectId> commit = base.commit().flatMap(repository::find);
        boolean isBehind = isIn(repository, commit, tip);
        Optional<BaseChoice> branch = base.branch().flatMap(name -> branch(repository, name, base.reason()));
        Meaning meaning = base.meaning();
        if (meaning == Meaning.MERGED_INTO && isBehind) {
            return commit(commit, base.commit().orElseThrow(), base.reason());
        }
        // what it would land on is the branch's newest commit, unless this clone is behind what the product has seen
        if (branch.isPresent()
                && (meaning != Meaning.STOOD || commit.isEmpty() || isIn(repository, commit, tip(branch)))) {
            return branch.get();
        }
        Optional<ObjectId> merged =
                base.change().flatMap(repository::find).flatMap(change -> mergedWith(repository, change, tip));
        if (merged.isPresent()) {
            return commit(merged, merged.get().name(), base.reason() + ", as it was merged for this run");
        }
        if (commit.isPresent() && (meaning == Meaning.STOOD || isBehind)) {
            return commit(commit, base.commit().orElseThrow(), base.reason());
        }
        String name = base.branch().or(base::commit).orElse(NONE);
        throw CannotJudge.withoutHistory(
                "base \"" + name + "\" is not in this clone (" + base.reason() + ")",
                base.product().targetBranch(name) + ", or set --base");
    }

    private static BaseChoice landed(GitRepository repository, BaseFromCi.Landed base, ObjectId tip) {
        Optional<ObjectId> before = base.before().flatMap(repository::find);
        if (isIn(repository, before, tip)) {
            return landing(base, before, base.before().orElseThrow(), base.reason());
        }
        String product = base.product().title();
        String own = base.branch().orElse("");
        Optional<BaseChoice> standard = base.defaultBranch()
                .flatMap(name -> branch(repository, name, "the default branch"))
                .or(() -> remoteDefault(repository));
        boolean isStandard = base.branch().equals(base.defaultBranch())
                || standard.filter(choice -> withoutRemote(choice.name()).equals(own))
                        .isPresent();
        if (!own.isEmpty() && !isStandard && standard.isPresent()) {
            String why = base.before().isPresent()
                    ? product + "'s push rewrote \"" + own + "\""
                    : product + " does not say where \"" + own + "\" stood";
            return commit(
                    standard.get().commit(),
                    standard.get().name(),
                    standard.get().reason() + ", because " + why);
        }
        if (before.isPresent()) {
            return landing(base, before, base.before().orElseThrow(), base.reason());
        }
        if (base.before().isPresent()) {
            throw CannotJudge.withoutHistory(
                    "base \"" + base.before().get() + "\" is not in this clone (" + base.reason() + ")"
                            + (own.isEmpty() ? "" : ": \"" + own + "\" was rewritten"),
                    "fetch that commit, or set --base to one that everybody has");
        }
        Optional<ObjectId> parent = repository.parents(tip).stream().findFirst();
        if (!isStandard || parent.isEmpty()) {
            throw CannotJudge.withoutHistory(
                    "nothing says what this change is based on: " + product + " does not, and "
                            + (isStandard ? "HEAD is the first commit" : "there is no remote's default branch"),
                    "set --base or HOIST_BASE");
        }
        return landing(
                base,
                parent,
                parent.get().name(),
                "the commit before HEAD, because " + product + " does not say where \"" + own + "\" stood");
    }

    /** Whoever checks out the branch itself instead of the change would have nothing refused. */
    private static void requireIn(GitRepository repository, CiProduct product, String change, ObjectId tip) {
        if (!isIn(repository, repository.find(change), tip)) {
            throw new CannotJudge(
                    "what is checked out does not contain \"" + change + "\", the change that " + product.title()
                            + " says this is",
                    "check out the pull request itself, or name what would land with --head");
        }
    }

    private static boolean isIn(GitRepository repository, Optional<ObjectId> older, ObjectId newer) {
        return older.filter(commit -> repository.isAncestor(commit, newer)).isPresent();
    }

    /** What a product merged the change with, in whichever order it does. */
    private static Optional<ObjectId> mergedWith(GitRepository repository, ObjectId change, ObjectId tip) {
        List<ObjectId> parents = repository.parents(tip);
        return parents.size() == 2 && parents.contains(change) && !change.equals(tip)
                ? parents.stream().filter(parent -> !parent.equals(change)).findFirst()
                : Optional.empty();
    }

    private static BaseChoice landing(BaseFromCi.Landed base, Optional<ObjectId> commit, String name, String reason) {
        return new BaseChoice(commit, name, reason, base.headLands());
    }

    private static ObjectId tip(Optional<BaseChoice> branch) {
        return branch.flatMap(BaseChoice::commit).orElseThrow();
    }

    private static String withoutRemote(String branch) {
        return branch.substring(branch.indexOf('/') + 1);
    }

    private static BaseChoice commit(Optional<ObjectId> commit, String name, String reason) {
        return new BaseChoice(commit, name, reason);
    }

    private static Optional<BaseChoice> branch(GitRepository repository, String name, String reason) {
        return Stream.concat(
                        remotes(repository).map(remote -> Constants.R_REMOTES + remote + "/" + name),
                        Stream.of(Constants.R_HEADS + name))
                // what is no reference could still be read as an expression
                .filter(ref -> Repository.isValidRefName(ref)
                        && repository
                                .ref(ref)
                                .filter(known -> known.getObjectId() != null)
                                .isPresent())
                .map(ref -> new BaseChoice(Optional.of(repository.commit(ref)), Repository.shortenRefName(ref), reason))
                .findFirst();
    }

    private static Optional<BaseChoice> remoteDefault(GitRepository repository) {
        List<String> candidates = remotes(repository)
                .flatMap(remote ->
                        Stream.of("HEAD", "main", "master").map(branch -> Constants.R_REMOTES + remote + "/" + branch))
                .toList();
        for (String candidate : candidates) {
            Optional<Ref> ref = repository.ref(candidate);
            if (ref.isPresent() && ref.get().getObjectId() != null) {
                String name = ref.get().getLeaf().getName();
                return Optional.of(new BaseChoice(
                        Optional.of(repository.commit(name)),
                        Repository.shortenRefName(name),
                        "the remote's default branch"));
            }
        }
        return Optional.empty();
    }

    private static BaseChoice alone(GitRepository repository, boolean inCi) {
        Optional<ObjectId> head = repository.head();
        boolean remote = !repository.config().getSubsections("remote").isEmpty();
        if (head.isEmpty() && !inCi && !repository.hasBranches()) {
            return new BaseChoice(Optional.empty(), NONE, "there is no commit yet");
        }
        if (inCi || remote || head.isEmpty()) {
            throw CannotJudge.withoutHistory(
                    inCi
                            ? "nothing says what this change is based on: CI does not, and there is no remote's"
                                    + " default branch"
                            : remote
                                    ? "nothing says what this change is based on: no remote's default branch is known"
                                            + " here"
                                    : "nothing says what this change is based on: HEAD has no commit yet",
                    "set --base" + (inCi ? " or HOIST_BASE" : remote ? SET_HEAD : ""));
        }
        return new BaseChoice(head, Constants.HEAD, "there is no remote");
    }

    /** Origin, or the only one there is. */
    static Stream<String> remotes(GitRepository repository) {
        Set<String> remotes = repository.config().getSubsections("remote");
        if (remotes.contains(Constants.DEFAULT_REMOTE_NAME)) {
            return Stream.of(Constants.DEFAULT_REMOTE_NAME);
        }
        return remotes.size() == 1 ? remotes.stream() : Stream.empty();
    }
}
