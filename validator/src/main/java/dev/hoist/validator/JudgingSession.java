package dev.hoist.validator;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.guardrail.ReadingSource;
import dev.hoist.validator.history.BackwardLedger;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.History;
import dev.hoist.validator.history.Ledger;
import dev.hoist.validator.history.LineOnTop;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.proposal.Proposals;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An open repository in which edits are judged before they are made. It reads base and its history once. To judge an
 * edit, it then reads only the files that the edit changes. Edits are given as the new bytes of each file, by path
 * relative to the repository's root. Not thread-safe.
 */
public final class JudgingSession implements AutoCloseable {
    private final Proposals proposals;
    private final Judge judge;
    private final Optional<ReadingSource> guardrails;
    private final Proposal standing;
    private final History history;
    private final Ledger ledger;

    JudgingSession(Proposals proposals, Judge judge, Optional<ReadingSource> guardrails, Proposal standing) {
        this(
                proposals,
                judge,
                guardrails,
                standing,
                new History(standing.evidence().line()));
    }

    private JudgingSession(
            Proposals proposals, Judge judge, Optional<ReadingSource> guardrails, Proposal standing, History history) {
        this.proposals = proposals;
        this.judge = judge;
        this.guardrails = guardrails;
        this.standing = standing;
        this.history = history;
        this.ledger = new BackwardLedger(history);
    }

    /** The base of the change. */
    public Base base() {
        return standing.base();
    }

    /** The flags at base, read with base's policy; empty if there is no commit yet. */
    public Optional<FlagState> baseState() {
        return history.size() > 0 ? Optional.of(history.state(0)) : Optional.empty();
    }

    /** The judging policy. */
    public Optional<Policy> policy() {
        return history.policy(0);
    }

    /** The flags before any edit, as they are written. */
    public FlagTree head() {
        return standing.head();
    }

    /** Base and its first parents. */
    public History history() {
        return history;
    }

    /** When each flag last moved on the line of base. */
    public Ledger ledger() {
        return ledger;
    }

    /** The time of the request. */
    public Instant now() {
        return standing.evidence().now();
    }

    /** The flags after some edits. */
    public FlagTree edited(Map<String, byte[]> edits) {
        return edits.isEmpty() ? standing.head() : proposals.edited(standing.head(), edits);
    }

    /** Judges the flags without any edit. */
    public Verdict judge() {
        return judge(Map.of());
    }

    /** Judges the flags after some edits. */
    public Verdict judge(Map<String, byte[]> edits) {
        return judge(edits, standing.evidence().now(), Optional.empty());
    }

    /**
     * Judges the flags after some edits.
     *
     * @param now the clock
     * @param message the message of the commit that will contain the edits, because its overrides count; empty if there
     *     is none
     */
    public Verdict judge(Map<String, byte[]> edits, Instant now, Optional<String> message) {
        return judge.judge(change(edits, now, message), standing.base(), standing.headName());
    }

    /** The change from base to the flags after some edits, as {@link #judge(Map, Instant, Optional)} judges it. */
    public Change change(Map<String, byte[]> edits, Instant now, Optional<String> message) {
        Evidence given = standing.evidence();
        List<ChangeCommit> commits = new ArrayList<>();
        message.ifPresent(text ->
                commits.add(new ChangeCommit(Verdict.WORKTREE, now, "", text, false, edits.keySet()::contains)));
        commits.addAll(given.commits());
        Change change = new Change(
                edited(edits),
                new Evidence(given.line(), now)
                        .withCommits(commits)
                        .withLanding(given.landing())
                        .withDeployments(given.deployments()),
                history,
                ledger);
        return guardrails.map(source -> Judge.read(change, source)).orElse(change);
    }

    /**
     * A session in which some edits have landed as one commit. It judges later edits on top of that commit. It is
     * usable only while this session is open.
     *
     * @param at the time at which the edits land
     */
    public JudgingSession landed(Map<String, byte[]> edits, Instant at) {
        FlagTree tree = edited(edits);
        CommitLine line = new LineOnTop(
                inMemory(history.size()), tree, at, standing.evidence().line());
        Evidence evidence = new Evidence(line, at)
                .withLanding(standing.evidence().landing())
                .withDeployments(standing.evidence().deployments());
        Proposal next = new Proposal(standing.headName(), tree, evidence);
        // nobody knows what guardrails will say then
        return new JudgingSession(proposals, judge, Optional.empty(), next);
    }

    /** An id that no commit has. */
    private static String inMemory(int number) {
        return String.format(java.util.Locale.ROOT, "%040x", number);
    }

    @Override
    public void close() {
        proposals.close();
    }
}
