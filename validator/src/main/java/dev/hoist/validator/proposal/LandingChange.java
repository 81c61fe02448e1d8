package dev.hoist.validator.proposal;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.git.CommitId;
import dev.hoist.validator.git.FirstParentLine;
import dev.hoist.validator.git.GitRepository;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.Landing;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A change that would land, from its base to its newest commit. It can be read until the {@link Proposals} that made it
 * are closed.
 */
public final class LandingChange {
    private final Proposals proposals;
    private final BaseChoice choice;
    private final Base base;
    private final Optional<CommitId> tip;
    private final boolean committed;
    private final boolean landed;

    /**
     * A change.
     *
     * @param base the commit with which head is compared: the chosen commit, or its merge base with the tip
     * @param tip head's commit; for the working tree, HEAD's commit
     * @param committed whether head is a commit and not the working tree
     * @param landed whether the chosen base already contains all commits of the tip
     */
    private LandingChange(
            Proposals proposals,
            BaseChoice choice,
            Base base,
            Optional<CommitId> tip,
            boolean committed,
            boolean landed) {
        this.proposals = proposals;
        this.choice = choice;
        this.base = base;
        this.tip = tip;
        this.committed = committed;
        this.landed = landed;
    }

    static LandingChange between(
            Proposals proposals,
            Optional<String> asked,
            Optional<String> head,
            BaseChoice.Judged judged,
            Map<String, String> environmentVariables) {
        GitRepository repository = proposals.repository();
        if (head.isEmpty() && repository.isBare()) {
            throw new CannotJudge("a bare repository has no working tree to judge", "name what would land with --head");
        }
        Optional<CommitId> tip = head.isPresent() ? head.map(repository::commit) : repository.head();
        BaseChoice choice = BaseChoice.choose(repository, asked, tip, judged, environmentVariables);
        if (choice.commit().isEmpty()) {
            return new LandingChange(proposals, choice, choice.taken(), tip, head.isPresent(), false);
        }
        if (tip.isEmpty()) {
            throw new CannotJudge(
                    "HEAD has no commit yet, so it shares no history with base \"" + choice.revision() + "\"",
                    "check out a branch that starts from base");
        }
        CommitId chosen = choice.commit().get();
        BaseChoice.requireWhole(repository, List.of(chosen, tip.get()), environmentVariables);
        CommitId common = repository
                .mergeBase(chosen, tip.get())
                .orElseThrow(() -> new CannotJudge(
                        "base \"" + choice.revision() + "\" and "
                                + head.map(name -> "\"" + name + "\"").orElse("HEAD") + " have no commit in common",
                        "name a base that the change starts from with --base"));
        boolean judgesFork = head.isEmpty() && !choice.headLands();
        return new LandingChange(
                proposals,
                choice,
                judgesFork ? choice.takenFrom(common) : choice.taken(),
                tip,
                head.isPresent(),
                common.equals(tip.get()));
    }

    /** Whether head itself lands, without a merge, so that every first-parent commit must be judged too. */
    public boolean headLands() {
        return choice.headLands();
    }

    /**
     * The same change with HEAD's flags in place of the working tree's flags. A commit on HEAD starts from these flags.
     */
    public Proposal beneathWorkingTree(Instant now) {
        FlagTree head = tip.map(proposals.flags()::committed).orElseGet(proposals.flags()::none);
        return whole(now, head);
    }

    public Proposal whole(Instant now) {
        return whole(now, head());
    }

    private Proposal whole(Instant now, FlagTree head) {
        FirstParentLine line = proposals.flags().line(baseCommit(), times());
        List<ChangeCommit> between =
                tip.isPresent() && !landed ? proposals.flags().commits(baseCommit(), tip.get()) : List.of();
        String headName = committed ? tip.orElseThrow().name() : Verdict.WORKTREE;
        Evidence evidence = new Evidence(line, now)
                .withCommits(between)
                .withLanding(landing())
                .withDeployments(proposals.flags().deployments());
        return new Proposal(base, headName, head, evidence);
    }

    /**
     * Calls a function with each first-parent commit of the change, oldest first. Each is compared with the commit
     * before it.
     *
     * @param to the function; it can read a proposal until it is called with the next one
     */
    public void each(Instant now, Consumer<Proposal> to) {
        if (tip.isEmpty() || landed) {
            return;
        }
        FirstParentLine line = proposals.flags().line(tip, times());
        int first = baseCommit()
                .map(commit -> proposals.firstContainedIn(line, commit))
                .orElse(line.size());
        for (int index = first - 1; index >= 0; index--) {
            to.accept(proposals.step(line, index, Landing.PROPOSED, now));
        }
    }

    private Optional<CommitId> baseCommit() {
        return base.commit().map(CommitId::new);
    }

    private ReflogTimes times() {
        return proposals.times(choice.revision(), baseCommit());
    }

    private Landing landing() {
        return choice.headLands() && choice.commit().isPresent()
                ? proposals.landing(choice.commit().get(), tip.orElseThrow())
                : Landing.PROPOSED;
    }

    private FlagTree head() {
        if (!committed) {
            return proposals.flags().workingTree();
        }
        CommitId commit = tip.orElseThrow();
        if (choice.commit().isEmpty() || choice.headLands()) {
            return proposals.flags().committed(commit);
        }
        CommitId baseCommit = choice.commit().get();
        if (landed) {
            return proposals.flags().committed(baseCommit);
        }
        return proposals.repository().isAncestor(baseCommit, commit)
                ? proposals.flags().committed(commit)
                : proposals.flags().merged(baseCommit, commit);
    }
}
