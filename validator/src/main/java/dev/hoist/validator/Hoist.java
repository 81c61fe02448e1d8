package dev.hoist.validator;

import dev.hoist.validator.auditcache.CachedAudit;
import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.git.DiskFlags;
import dev.hoist.validator.git.StoredFlags.CommitSummary;
import dev.hoist.validator.guardrail.ReadingSource;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitCache;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.History;
import dev.hoist.validator.judge.GuardedFlags;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.proposal.CommitRange;
import dev.hoist.validator.proposal.LandingChange;
import dev.hoist.validator.proposal.Proposals;
import dev.hoist.validator.proposal.PushCheck;
import dev.hoist.validator.reading.YamlFileReader;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.tree.FileReader;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The library's entry point. It judges a change, each commit of a change, a tree alone, or a history. If it cannot
 * judge, it throws {@link CannotJudge}. Not thread-safe.
 */
public final class Hoist {
    private final FileReader files;
    private final Optional<ReadingSource> guardrails;
    private final Judge judge = new Judge();

    public Hoist() {
        this(new YamlFileReader(RuleBook.overridable()));
    }

    public Hoist(FileReader files) {
        this(files, Optional.empty());
    }

    private Hoist(FileReader files, Optional<ReadingSource> guardrails) {
        this.files = files;
        this.guardrails = guardrails;
    }

    /** The same judge, which also reads the guardrails that cover the raises of a change. */
    public Hoist reading(ReadingSource source) {
        return new Hoist(files, Optional.of(source));
    }

    /** Judges a change as it would land. */
    public Verdict validate(ValidateRequest request) {
        try (Proposals proposals = Proposals.open(request.repository(), request.flags(), files)) {
            return whole(change(proposals, request), request.now());
        }
    }

    /** Judges the change as if some edits had been written or committed. */
    public Verdict propose(ValidateRequest request, ProposedEdits edits) {
        try (Proposals proposals = Proposals.open(request.repository(), request.flags(), files)) {
            LandingChange change = edited(proposals, request);
            Instant now = request.now();
            Proposal standing = edits.message().isPresent() ? change.beneathWorkingTree(now) : change.whole(now);
            List<ChangeCommit> commits = new ArrayList<>();
            edits.message()
                    .ifPresent(text -> commits.add(new ChangeCommit(
                            Verdict.WORKTREE, now, text, edits.files().keySet())));
            commits.addAll(standing.evidence().commits());
            return judge.judge(read(new Proposal(
                    standing.base(),
                    standing.headName(),
                    proposals.edited(standing.head(), edits.files()),
                    standing.evidence().withCommits(commits))));
        }
    }

    /** The address of a repository's remote, as its configuration has it. */
    public Optional<String> remoteUrl(Path repository, String flags) {
        try (Proposals proposals = Proposals.open(repository, flags, files)) {
            return proposals.remoteUrl();
        }
    }

    /**
     * Calls a function with each landed change, newest first, until the function returns an answer.
     *
     * @param newest a revision: the function is called only with the change of that commit; empty for all changes of
     *     HEAD's first-parent line
     */
    public <T> Optional<T> findLanded(
            Path repository, String flags, Optional<String> newest, Function<LandedChange, Optional<T>> each) {
        try (Proposals proposals = Proposals.open(repository, flags, files)) {
            CommitRange range = proposals.range(Optional.empty(), newest);
            History history = new History(range.line());
            int last = newest.isPresent() ? Math.min(0, range.oldest()) : range.oldest();
            for (int index = 0; index <= last; index++) {
                boolean isRoot = index + 1 == history.size();
                FlagState before = isRoot
                        ? new FlagState(FlagTree.empty(range.line().tree(index).directory()), Optional.empty())
                        : history.state(index + 1);
                Optional<T> found = each.apply(new LandedChange(
                        range.line().commit(index),
                        range.summary(index).subject(),
                        before,
                        history.state(index),
                        history.policyHistory(index + 1),
                        history.policy(index + 1).isEmpty()));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
    }

    /**
     * The newest readable policy on HEAD's first-parent line. It gives the names that a broken policy file does not
     * give.
     */
    public Optional<Policy> newestPolicy(Path repository, String flags) {
        try (Proposals proposals = Proposals.open(repository, flags, files)) {
            return proposals.newestPolicy();
        }
    }

    /**
     * Calls a function with the change that would land, so that the function can have this change and similar ones
     * judged.
     *
     * @param use the function; it may read the proposal only until it returns
     */
    public <T> T propose(ValidateRequest request, Function<Proposal, T> use) {
        try (Proposals proposals = Proposals.open(request.repository(), request.flags(), files)) {
            return use.apply(proposal(edited(proposals, request), request.now()));
        }
    }

    /**
     * Like {@link #propose(ValidateRequest, Function)}, but the change ends at HEAD: the files of the working tree do
     * not count.
     *
     * @param request the request; it must not name a head
     */
    public <T> T proposeCommitted(ValidateRequest request, Function<Proposal, T> use) {
        try (Proposals proposals = Proposals.open(request.repository(), request.flags(), files)) {
            return use.apply(change(proposals, request).beneathWorkingTree(request.now()));
        }
    }

    /** Judges a change and calculates what it does to users. */
    public Diff diff(ValidateRequest request) {
        try (Proposals proposals = Proposals.open(request.repository(), request.flags(), files)) {
            return Diff.of(judge, read(proposal(change(proposals, request), request.now())));
        }
    }

    /**
     * Judges a change as it would land. If head itself lands, without a merge, it also judges each first-parent commit
     * of the change, like {@link #validateEach}. A push to a protected branch is an example.
     */
    public List<Verdict> validateLanding(ValidateRequest request) {
        try (Proposals proposals = Proposals.open(request.repository(), request.flags(), files)) {
            LandingChange change = change(proposals, request);
            return change.headLands() ? each(change, request.now()) : List.of(whole(change, request.now()));
        }
    }

    /** Judges each first-parent commit of a change, oldest first, and then the whole change. */
    public List<Verdict> validateEach(ValidateRequest request) {
        try (Proposals proposals = Proposals.open(request.repository(), request.flags(), files)) {
            return each(change(proposals, request), request.now());
        }
    }

    /**
     * Judges what a push would do to the protected branches of a bare repository, before any ref moves. The answer
     * covers another ref only if its update would get around a protected branch.
     */
    public List<PushVerdict> receive(PushRequest request) {
        try (PushCheck push = Proposals.receive(
                request.repository(), request.flags(), files, request.branches(), request.environmentVariables())) {
            List<PushVerdict> received = new ArrayList<>();
            for (PushRequest.Update update : request.updates()) {
                if (push.protects(update.ref())) {
                    received.add(receive(push, update, request));
                } else {
                    push.bypass(update.ref(), isNothing(update.after()))
                            .map(why -> refused(update, why))
                            .ifPresent(received::add);
                }
            }
            return received;
        }
    }

    private PushVerdict receive(PushCheck push, PushRequest.Update update, PushRequest request) {
        String moved = push.moved(update.ref());
        boolean twice = request.updates().stream()
                        .filter(other -> push.moved(other.ref()).equals(moved))
                        .count()
                > 1;
        if (twice) {
            return new PushVerdict(
                    update.ref(),
                    List.of(),
                    Optional.of(new PushVerdict.Obstacle(
                            "this push moves it more than once", "push it by itself, under its own name")));
        }
        Optional<PushCheck.CannotLand> obstacle = push.obstacle(update.ref(), update.before(), update.after());
        if (obstacle.isPresent()) {
            return refused(update, obstacle.get());
        }
        List<Verdict> judged = new ArrayList<>();
        push.proposals(
                update.ref(),
                update.before(),
                update.after(),
                request.now(),
                proposal -> judged.add(judge.judge(read(proposal))));
        return new PushVerdict(update.ref(), judged, Optional.empty());
    }

    private static PushVerdict refused(PushRequest.Update update, PushCheck.CannotLand why) {
        return new PushVerdict(
                update.ref(), List.of(), Optional.of(new PushVerdict.Obstacle(why.message(), why.help())));
    }

    private static boolean isNothing(String id) {
        return id.matches("0+");
    }

    /**
     * Judges the structure of the files on the disk. It needs no git.
     *
     * @param directory a directory in a working tree, or any directory that contains a flags directory
     * @param flags the flags directory, relative to the working tree's root; outside a working tree, relative to
     *     {@code directory}
     */
    public Verdict structure(Path directory, String flags, Instant now) {
        try (DiskFlags disk = DiskFlags.in(directory, flags, files)) {
            return structure(present(disk, directory), now);
        }
    }

    /** Loads the flags from the disk and judges their structure. */
    public LoadedFlags standing(Path directory, String flags, Instant now) {
        try (DiskFlags disk = DiskFlags.in(directory, flags, files)) {
            FlagTree tree = present(disk, directory);
            Optional<DiskFlags.Beneath> beneath = disk.beneath(tree);
            return new LoadedFlags(
                    tree,
                    structure(tree, now),
                    beneath.map(DiskFlags.Beneath::commit),
                    beneath.map(DiskFlags.Beneath::differs).orElse(false));
        }
    }

    /** The working tree that contains a directory, with its flags; empty if the directory lies in no working tree. */
    public Optional<Checkout> checkout(Path directory, String flags) {
        try (DiskFlags disk = DiskFlags.in(directory, flags, files)) {
            return disk.root().map(root -> new Checkout(root, disk.tree()));
        }
    }

    /**
     * Which of these paths git ignores in a working tree. The files need not exist.
     *
     * @param paths relative to the working tree's root
     * @param environmentVariables the environment variables from which git finds the user's settings
     */
    public Set<String> ignored(
            Path directory, String flags, Collection<String> paths, Map<String, String> environmentVariables) {
        try (DiskFlags disk = DiskFlags.in(directory, flags, files)) {
            return disk.ignored(paths, environmentVariables);
        }
    }

    /**
     * Calls a function with the flags that guardrails watch, according to HEAD's history up to a time.
     *
     * @param use the function; it may read the flags only until it returns
     */
    public <T> T guarded(Path repository, String flags, Instant now, Function<GuardedFlags, T> use) {
        try (Proposals proposals = Proposals.open(repository, flags, files)) {
            return use.apply(new GuardedFlags(
                    proposals.range(Optional.empty(), Optional.empty()).line(), now));
        }
    }

    /** Judges a history, change by change, oldest first. */
    public void audit(AuditRequest request, Consumer<AuditedChange> each) {
        audit(request, each, (done, total) -> {});
    }

    /** Judges a history, change by change, oldest first, and reports its progress. */
    public void audit(AuditRequest request, Consumer<AuditedChange> each, AuditProgress progress) {
        try (Proposals proposals = Proposals.open(request.repository(), request.flags(), files)) {
            CommitRange range = proposals.range(request.from(), request.to());
            CommitLine line = range.line();
            int total = range.oldest() + 1;
            if (total == 0) {
                return;
            }
            Optional<CachedAudit> remembered = request.cache().map(cache -> remembered(line, request.flags(), cache));
            CommitCache memory = remembered.<CommitCache>map(known -> known).orElse(CommitCache.NONE);
            judge.audit(
                    line, range.oldest(), 0, request.now(), range::commits, memory, (index, verdict, acknowledged) -> {
                        CommitSummary summary = range.summary(index);
                        each.accept(new AuditedChange(
                                line.commit(index),
                                line.time(index),
                                summary.author(),
                                summary.subject(),
                                verdict,
                                acknowledged));
                        progress.judged(total - index, total);
                    });
            request.cache()
                    .ifPresent(cache -> remembered
                            .filter(CachedAudit::hasGrown)
                            .ifPresent(known -> cache.write(CachedAudit.name(line, request.flags()), known.bytes())));
        }
    }

    private static CachedAudit remembered(CommitLine line, String flags, AuditCache cache) {
        return CachedAudit.of(line, cache.build(), flags, cache.read(CachedAudit.name(line, flags)));
    }

    private static FlagTree present(DiskFlags disk, Path directory) {
        FlagTree tree = disk.tree();
        if (tree.isEmpty()) {
            throw nothing(tree, "\"" + directory + "\"");
        }
        return tree;
    }

    private Verdict structure(FlagTree tree, Instant now) {
        return judge.structure(tree, Verdict.WORKTREE, now);
    }

    private static LandingChange change(Proposals proposals, ValidateRequest request) {
        return proposals.change(request.base(), request.head(), request.environmentVariables());
    }

    private static LandingChange edited(Proposals proposals, ValidateRequest request) {
        return proposals.edited(request.base(), request.head(), request.environmentVariables());
    }

    private List<Verdict> each(LandingChange change, Instant now) {
        List<Verdict> judged = new ArrayList<>();
        change.each(now, proposal -> judged.add(judge.judge(read(proposal))));
        judged.add(whole(change, now));
        return judged;
    }

    private Verdict whole(LandingChange change, Instant now) {
        return judge.judge(read(proposal(change, now)));
    }

    private Proposal read(Proposal proposal) {
        return guardrails.map(source -> Judge.read(proposal, source)).orElse(proposal);
    }

    private static Proposal proposal(LandingChange change, Instant now) {
        Proposal proposal = change.whole(now);
        CommitLine line = proposal.evidence().line();
        if (proposal.head().isEmpty() && (line.size() == 0 || line.tree(0).isEmpty())) {
            String head = proposal.headName().equals(Verdict.WORKTREE) ? "the working tree" : "head";
            throw nothing(proposal.head(), line.size() == 0 ? head : "base or " + head);
        }
        return proposal;
    }

    private static CannotJudge nothing(FlagTree tree, String where) {
        String directory = tree.directory().isEmpty() ? "the root" : "\"" + tree.directory() + "\"";
        return new CannotJudge(
                "there is no flag and no policy under " + directory + " in " + where,
                "begin with \"" + tree.policyPath()
                        + "\", which \"hoist init\" writes, or name the flags directory with --flags");
    }

    /** Is told how many changes an audit has judged so far. */
    @FunctionalInterface
    public interface AuditProgress {
        void judged(int done, int total);
    }
}
