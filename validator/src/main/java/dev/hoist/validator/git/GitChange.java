package dev.hoist.validator.git;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.Landing;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectId;

/** What would land in a repository, between its ends; can be read until the repository's changes are closed. */
public final class GitChange {
    private final GitChanges changes;
    private final BaseChoice base;
    private final Optional<ObjectId> tip;
    private final boolean committed;
    private final boolean landed;

    /**
     * A change.
     *
     * @param tip head's commit, or HEAD's beneath the working tree
     * @param committed whether head is a commit, not the working tree
     * @param landed whether base has all of the tip's commits already
     */
    private GitChange(GitChanges changes, BaseChoice base, Optional<ObjectId> tip, boolean committed, boolean landed) {
        this.changes = changes;
        this.base = base;
        this.tip = tip;
        this.committed = committed;
        this.landed = landed;
    }

    static GitChange between(
            GitChanges changes,
            Optional<String> asked,
            Optional<String> head,
            Map<String, String> environmentVariables) {
        GitRepository repository = changes.repository();
        if (head.isEmpty() && repository.isBare()) {
            throw new CannotJudge("a bare repository has no working tree to judge", "name what would land with --head");
        }
        Optional<ObjectId> tip = head.isPresent() ? head.map(repository::commit) : repository.head();
        BaseChoice base = BaseChoice.choose(repository, asked, tip, environmentVariables);
        if (base.commit().isEmpty()) {
            return new GitChange(changes, base, tip, head.isPresent(), false);
        }
        if (tip.isEmpty()) {
            throw new CannotJudge(
                    "HEAD has no commit yet, so it shares no history with base \"" + base.name() + "\"",
                    "check out a branch that starts from base");
        }
        ObjectId baseCommit = base.commit().get();
        repository.requireWhole(List.of(baseCommit, tip.get()), environmentVariables);
        ObjectId common = repository
                .mergeBase(baseCommit, tip.get())
                .orElseThrow(() -> new CannotJudge(
                        "base \"" + base.name() + "\" and "
                                + head.map(name -> "\"" + name + "\"").orElse("HEAD") + " have no commit in common",
                        "name a base that the change starts from with --base"));
        boolean landed = common.equals(tip.get());
        if (head.isEmpty() && !base.headLands()) {
            BaseChoice forked = new BaseChoice(Optional.of(common), base.name(), base.reason());
            return new GitChange(changes, forked, tip, false, landed);
        }
        return new GitChange(changes, base, tip, head.isPresent(), landed);
    }

    /** Whether head itself lands where base stands, so that every first-parent commit has to be judged. */
    public boolean headLands() {
        return base.headLands();
    }

    /** The whole change. */
    public Proposed whole(Instant now) {
        FirstParentLine line = changes.line(base.commit(), changes.receipts(base.name(), base.commit()));
        List<ChangeCommit> between =
                tip.isPresent() && !landed ? changes.commits().between(base.commit(), tip.get()) : List.of();
        String headName = committed ? tip.orElseThrow().name() : Verdict.WORKTREE;
        Evidence evidence = new Evidence(line, now)
                .withCommits(between)
                .withLanding(landing())
                .withDeployments(changes.deployments());
        Proposal proposal = new Proposal(headName, head(), evidence);
        return new Proposed(proposal, base.name(), base.reason());
    }

    /**
     * The whole change, in which some files have other bytes.
     *
     * @param files the bytes by path, relative to the repository's root
     * @param message of the commit that would hold them and nothing else of the working tree; empty where there is none
     */
    public Proposed edited(Map<String, byte[]> files, Optional<String> message, Instant now) {
        FirstParentLine line = changes.line(base.commit(), changes.receipts(base.name(), base.commit()));
        List<ChangeCommit> commits = new ArrayList<>();
        message.ifPresent(text -> commits.add(new ChangeCommit(Verdict.WORKTREE, now, text, files.keySet())));
        if (tip.isPresent() && !landed) {
            commits.addAll(changes.commits().between(base.commit(), tip.get()));
        }
        FlagTree head = changes.edited(message.isPresent() ? tip : Optional.empty(), files);
        Evidence evidence = new Evidence(line, now).withCommits(commits).withDeployments(changes.deployments());
        Proposal proposal = new Proposal(Verdict.WORKTREE, head, evidence);
        return new Proposed(proposal, base.name(), base.reason());
    }

    /**
     * The first-parent commits on the way to head one by one, each against the one before it, oldest first.
     *
     * @param to takes one at a time; each can be read until the next comes
     */
    public void each(Instant now, Consumer<Proposed> to) {
        if (tip.isEmpty() || landed) {
            return;
        }
        FirstParentLine line = changes.line(tip, changes.receipts(base.name(), base.commit()));
        int first = base.commit()
                .map(commit -> changes.firstContainedIn(line, commit))
                .orElse(line.size());
        for (int index = first - 1; index >= 0; index--) {
            to.accept(changes.step(line, index, Landing.PROPOSED, now));
        }
    }

    private Landing landing() {
        return base.headLands() && base.commit().isPresent()
                ? changes.landing(base.commit().get(), tip.orElseThrow())
                : Landing.PROPOSED;
    }

    private FlagTree head() {
        if (!committed) {
            return changes.workingTree();
        }
        ObjectId commit = tip.orElseThrow();
        if (base.commit().isEmpty() || base.headLands()) {
            return changes.committed(commit);
        }
        ObjectId baseCommit = base.commit().get();
        if (landed) {
            return changes.committed(baseCommit);
        }
        return changes.repository().isAncestor(baseCommit, commit)
                ? changes.committed(commit)
                : changes.merged(baseCommit, commit);
    }
}
