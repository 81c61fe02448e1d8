package dev.hoist.validator.proposal;

import dev.hoist.validator.ci.BaseFromCi;
import dev.hoist.validator.ci.BaseFromCi.Meaning;
import dev.hoist.validator.ci.CiProduct;
import dev.hoist.validator.git.CommitId;
import dev.hoist.validator.git.GitRepository;
import dev.hoist.validator.git.Reference;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The commit that the user, CI or the repository gives as base.
 *
 * @param commit the commit; empty if there is no commit yet
 * @param revision the revision that the user named, or the name of the ref
 * @param reason why this base was chosen
 * @param isFallback whether it is HEAD, because nothing else names a base
 * @param headLands whether head itself lands, without a merge, as in a push; base must then be behind head
 */
record BaseChoice(Optional<CommitId> commit, String revision, String reason, boolean isFallback, boolean headLands) {
    static final String NONE = "none";

    private static final String SET_HEAD = ", or fetch and run \"git remote set-head origin --auto\"";

    BaseChoice(Optional<CommitId> commit, String revision, String reason) {
        this(commit, revision, reason, false, false);
    }

    /** The base of the change, if it is the chosen commit itself. */
    Base taken() {
        return commit.map(id -> new Base(Optional.of(id.name()), revision, reason, isFallback))
                .orElseGet(() -> Base.none(reason));
    }

    /** The base of the change, if it is the merge base of the chosen commit and head. */
    Base takenFrom(CommitId common) {
        return commit.filter(common::equals).isPresent()
                ? taken()
                : new Base(Optional.of(common.name()), "merge base with " + revision, reason);
    }

    /** What is judged: head as it is, or head with edits that are not made yet. */
    enum Judged {
        HEAD,
        EDITS
    }

    /**
     * The base that the user names; else the one that the environment variables give; else the one that the repository
     * gives.
     *
     * @param tip head's commit; for the working tree, HEAD's commit
     */
    static BaseChoice choose(
            GitRepository repository,
            Optional<String> asked,
            Optional<CommitId> tip,
            Judged judged,
            Map<String, String> environmentVariables) {
        boolean inCi = BaseFromCi.isInside(environmentVariables);
        // HEAD is a base that edits can be judged against, also in CI
        boolean canBeHead = !inCi || judged == Judged.EDITS;
        if (tip.isPresent() && inCi) {
            // in a clone that is cut off, what is asked for is mostly missing: say why
            requireWhole(repository, List.of(tip.get()), environmentVariables);
        }
        if (asked.isPresent()) {
            return byHand(repository, asked.get(), "--base", tip, canBeHead);
        }
        String variable = environmentVariables.getOrDefault("HOIST_BASE", "").strip();
        if (!variable.isEmpty()) {
            return byHand(repository, variable, "HOIST_BASE", tip, canBeHead);
        }
        Optional<BaseFromCi> said = BaseFromCi.find(environmentVariables);
        if (said.isPresent() && tip.isPresent()) {
            return said(repository, said.get(), tip.get());
        }
        return remoteDefault(repository).orElseGet(() -> alone(repository, !canBeHead));
    }

    private static BaseChoice named(GitRepository repository, String revision, String reason) {
        return new BaseChoice(Optional.of(repository.commit(revision, reason)), revision, reason);
    }

    /**
     * The base that the user names. In CI, it must not be head itself: everything would be accepted, and nobody would
     * notice.
     */
    private static BaseChoice byHand(
            GitRepository repository, String revision, String source, Optional<CommitId> tip, boolean canBeHead) {
        BaseChoice choice = named(repository, revision, source);
        if (!canBeHead && choice.commit().equals(tip)) {
            throw new CannotJudge(
                    "base \"" + revision + "\", which " + source + " names, is head itself, so nothing would be judged",
                    "name the commit or the branch that the change would land on, or leave " + source
                            + " out where CI says it");
        }
        return choice;
    }

    private static BaseChoice said(GitRepository repository, BaseFromCi base, CommitId tip) {
        return base instanceof BaseFromCi.Landed landed
                ? landed(repository, landed, tip)
                : proposed(repository, (BaseFromCi.BaseCandidate) base, tip);
    }

    private static BaseChoice proposed(GitRepository repository, BaseFromCi.BaseCandidate base, CommitId tip) {
        base.change().ifPresent(change -> requireIn(repository, base.product(), change, tip));
        Optional<CommitId> commit = base.commit().flatMap(repository::find);
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
        Optional<CommitId> merged =
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

    private static BaseChoice landed(GitRepository repository, BaseFromCi.Landed base, CommitId tip) {
        Optional<CommitId> before = base.before().flatMap(repository::find);
        if (isIn(repository, before, tip)) {
            return landing(base, before, base.before().orElseThrow(), base.reason());
        }
        String product = base.product().title();
        String own = base.branch().orElse("");
        Optional<BaseChoice> standard = base.defaultBranch()
                .flatMap(name -> branch(repository, name, "the default branch"))
                .or(() -> remoteDefault(repository));
        boolean isStandard = base.branch().equals(base.defaultBranch())
                || standard.filter(choice -> withoutRemote(choice.revision()).equals(own))
                        .isPresent();
        if (!own.isEmpty() && !isStandard && standard.isPresent()) {
            String why = base.before().isPresent()
                    ? product + "'s push rewrote \"" + own + "\""
                    : product + " does not say where \"" + own + "\" stood";
            return commit(
                    standard.get().commit(),
                    standard.get().revision(),
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
        Optional<CommitId> parent = repository.parents(tip).stream().findFirst();
        if (!isStandard || parent.isEmpty()) {
            throw CannotJudge.withoutHistory(
                    "no base is known: " + product + " names none, and "
                            + (isStandard ? "HEAD is the first commit" : "there is no remote's default branch"),
                    "set --base or HOIST_BASE");
        }
        return landing(
                base,
                parent,
                parent.get().name(),
                "the commit before HEAD, because " + product + " does not say where \"" + own + "\" stood");
    }

    /**
     * Refuses a checkout that lacks the proposed commit, for example a checkout of the target branch. There would be no
     * change to judge.
     */
    private static void requireIn(GitRepository repository, CiProduct product, String change, CommitId tip) {
        if (!isIn(repository, repository.find(change), tip)) {
            throw new CannotJudge(
                    "what is checked out does not contain \"" + change + "\", the change that " + product.title()
                            + " says this is",
                    "check out the pull request itself, or name what would land with --head");
        }
    }

    private static boolean isIn(GitRepository repository, Optional<CommitId> older, CommitId newer) {
        return older.filter(commit -> repository.isAncestor(commit, newer)).isPresent();
    }

    /** The commit with which a CI product merged the change, whichever of the two is the first parent. */
    private static Optional<CommitId> mergedWith(GitRepository repository, CommitId change, CommitId tip) {
        List<CommitId> parents = repository.parents(tip);
        return parents.size() == 2 && parents.contains(change) && !change.equals(tip)
                ? parents.stream().filter(parent -> !parent.equals(change)).findFirst()
                : Optional.empty();
    }

    private static BaseChoice landing(BaseFromCi.Landed base, Optional<CommitId> commit, String name, String reason) {
        return new BaseChoice(commit, name, reason, false, base.headLands());
    }

    private static CommitId tip(Optional<BaseChoice> branch) {
        return branch.flatMap(BaseChoice::commit).orElseThrow();
    }

    private static String withoutRemote(String branch) {
        return branch.substring(branch.indexOf('/') + 1);
    }

    private static BaseChoice commit(Optional<CommitId> commit, String name, String reason) {
        return new BaseChoice(commit, name, reason);
    }

    private static Optional<BaseChoice> branch(GitRepository repository, String name, String reason) {
        return Stream.concat(
                        repository.remote().stream().map(remote -> Reference.REMOTES + remote + "/" + name),
                        Stream.of(Reference.HEADS + name))
                // what is no reference could still be read as an expression
                .filter(ref -> Reference.isValidName(ref)
                        && repository.ref(ref).flatMap(Reference::commit).isPresent())
                .map(ref -> new BaseChoice(Optional.of(repository.commit(ref)), Reference.shortened(ref), reason))
                .findFirst();
    }

    private static Optional<BaseChoice> remoteDefault(GitRepository repository) {
        List<String> candidates = repository.remote().stream()
                .flatMap(remote ->
                        Stream.of("HEAD", "main", "master").map(branch -> Reference.REMOTES + remote + "/" + branch))
                .toList();
        for (String candidate : candidates) {
            Optional<Reference> ref = repository.ref(candidate);
            if (ref.isPresent() && ref.get().commit().isPresent()) {
                String name = ref.get().target();
                return Optional.of(new BaseChoice(
                        Optional.of(repository.commit(name)),
                        Reference.shortened(name),
                        "the remote's default branch"));
            }
        }
        return Optional.empty();
    }

    private static BaseChoice alone(GitRepository repository, boolean inCi) {
        Optional<CommitId> head = repository.head();
        boolean remote = repository.hasRemotes();
        if (head.isEmpty() && !inCi && !repository.hasBranches()) {
            return new BaseChoice(Optional.empty(), NONE, "there is no commit yet");
        }
        if (inCi || remote || head.isEmpty()) {
            throw CannotJudge.withoutHistory(
                    inCi
                            ? "no base is known: CI names none, and there is no remote's default branch"
                            : remote
                                    ? "no base is known, because no remote's default branch is known here"
                                    : "no base is known: HEAD has no commit yet",
                    "set --base" + (inCi ? " or HOIST_BASE" : remote ? SET_HEAD : ""));
        }
        return new BaseChoice(head, Reference.HEAD, "there is no remote", true, false);
    }

    /**
     * Refuses a shallow clone in which the history of one of the commits is cut off. The message says how the CI
     * product fetches the whole history.
     */
    static void requireWhole(
            GitRepository repository, List<CommitId> commits, Map<String, String> environmentVariables) {
        Optional<CiProduct> running = CiProduct.running(environmentVariables);
        if (running.isPresent()) {
            repository.requireWhole(
                    commits,
                    running.get().fullHistory() + ", so that " + running.get().title() + " clones the full history");
        } else {
            repository.requireWhole(commits);
        }
    }
}
