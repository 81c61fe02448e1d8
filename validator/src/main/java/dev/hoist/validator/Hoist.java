package dev.hoist.validator;

import dev.hoist.validator.auditcache.CachedAudit;
import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.git.CommitRange;
import dev.hoist.validator.git.DiskFlags;
import dev.hoist.validator.git.GitChange;
import dev.hoist.validator.git.GitChanges;
import dev.hoist.validator.git.Proposed;
import dev.hoist.validator.git.PushCheck;
import dev.hoist.validator.history.CommitCache;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.model.Policy;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Judges changes to flags: one, one with all on its way, a tree by itself, or a history. Throws {@link CannotJudge}; not for
 * several threads at once.
 */
public final class Hoist {
    private final FileReader files;
    private final Judge judge = new Judge();

    public Hoist() {
        this(new YamlFileReader(RuleBook.overridable()));
    }

    public Hoist(FileReader files) {
        this.files = files;
    }

    /** Judges what would land. */
    public Judged validate(ValidateRequest request) {
        try (GitChanges changes = GitChanges.open(request.repository(), request.flags(), files)) {
            return whole(change(changes, request), request.now());
        }
    }

    /** Judges what would land if some files were written, or committed, that are not. */
    public Judged propose(ValidateRequest request, ProposedEdits edits) {
        try (GitChanges changes = GitChanges.open(request.repository(), request.flags(), files)) {
            return judge(change(changes, request).edited(edits.files(), edits.message(), request.now()));
        }
    }

    /** The newest readable policy on HEAD's first-parent line, for the names that a broken one does not give. */
    public Optional<Policy> newestPolicy(Path repository, String flags) {
        try (GitChanges changes = GitChanges.open(repository, flags, files)) {
            return changes.newestPolicy();
        }
    }

    /**
     * Hands on what would land, to ask the judge about it and about changes like it.
     *
     * @param use may read what it is given until it returns
     */
    public <T> T propose(ValidateRequest request, Function<Proposal, T> use) {
        try (GitChanges changes = GitChanges.open(request.repository(), request.flags(), files)) {
            return use.apply(proposed(change(changes, request), request.now()).proposal());
        }
    }

    /** Judges what would land, and tells what it does to users. */
    public Diffed diff(ValidateRequest request) {
        try (GitChanges changes = GitChanges.open(request.repository(), request.flags(), files)) {
            Proposed proposed = proposed(change(changes, request), request.now());
            return new Diffed(Diff.of(judge, proposed.proposal()), proposed.baseName(), proposed.baseReason());
        }
    }

    /**
     * Judges what would land; where head itself lands, as a push to a branch on which others build does, each commit on the way
     * as well, as {@link #validateEach} does.
     */
    public List<Judged> validateLanding(ValidateRequest request) {
        try (GitChanges changes = GitChanges.open(request.repository(), request.flags(), files)) {
            GitChange change = change(changes, request);
            return change.headLands() ? each(change, request.now()) : List.of(whole(change, request.now()));
        }
    }

    /** Judges each first-parent commit on the way to head as well, oldest first; the whole change comes last. */
    public List<Judged> validateEach(ValidateRequest request) {
        try (GitChanges changes = GitChanges.open(request.repository(), request.flags(), files)) {
            return each(change(changes, request), request.now());
        }
    }

    /**
     * Judges what a push would do to the protected branches of a bare repository, before any reference moves. Says nothing of
     * other references, unless one would get around a protected branch.
     */
    public List<PushVerdict> receive(PushRequest request) {
        try (PushCheck reception = GitChanges.receive(
                request.repository(), request.flags(), files, request.branches(), request.environmentVariables())) {
            List<PushVerdict> received = new ArrayList<>();
            for (PushRequest.Update update : request.updates()) {
                if (reception.protects(update.ref())) {
                    received.add(receive(reception, update, request));
                } else {
                    reception
                            .bypass(update.ref(), isNothing(update.after()))
                            .map(why -> refused(update, why))
                            .ifPresent(received::add);
                }
            }
            return received;
        }
    }

    private PushVerdict receive(PushCheck reception, PushRequest.Update update, PushRequest request) {
        String moved = reception.moved(update.ref());
        boolean twice = request.updates().stream()
                        .filter(other -> reception.moved(other.ref()).equals(moved))
                        .count()
                > 1;
        if (twice) {
            return new PushVerdict(
                    update.ref(),
                    List.of(),
                    Optional.of(new PushVerdict.Obstacle(
                            "this push moves it more than once", "push it by itself, under its own name")));
        }
        Optional<PushCheck.CannotLand> obstacle = reception.obstacle(update.ref(), update.before(), update.after());
        if (obstacle.isPresent()) {
            return refused(update, obstacle.get());
        }
        List<Judged> judged = new ArrayList<>();
        reception.proposals(
                update.ref(), update.before(), update.after(), request.now(), proposed -> judged.add(judge(proposed)));
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
     * Judges the files as they lie there, by themselves; needs no git.
     *
     * @param directory in a working tree, or any that holds a flags directory
     * @param flags the flags directory, relative to the working tree's root, without git to the directory
     */
    public Judged structure(Path directory, String flags, Instant now) {
        try (DiskFlags disk = DiskFlags.in(directory, flags, files)) {
            return structure(present(disk, directory), now);
        }
    }

    /** The files as they lie there, judged by themselves and read, for whoever works with what they say. */
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

    /** The working tree that a directory lies in, and the flags in it, if any; empty where it lies in none. */
    public Optional<Checkout> checkout(Path directory, String flags) {
        try (DiskFlags disk = DiskFlags.in(directory, flags, files)) {
            return disk.root().map(root -> new Checkout(root, disk.tree()));
        }
    }

    /** Judges a history, change by change, oldest first. */
    public void audit(AuditRequest request, Consumer<AuditedChange> each) {
        audit(request, each, (done, total) -> {});
    }

    /** Judges a history, change by change, oldest first, and says how far it has come. */
    public void audit(AuditRequest request, Consumer<AuditedChange> each, AuditProgress progress) {
        try (GitChanges changes = GitChanges.open(request.repository(), request.flags(), files)) {
            CommitRange stretch = changes.stretch(request.from(), request.to());
            CommitLine line = stretch.line();
            int total = stretch.oldest() + 1;
            if (total == 0) {
                return;
            }
            Optional<CachedAudit> remembered = request.cache().map(cache -> remembered(line, request.flags(), cache));
            CommitCache memory = remembered.<CommitCache>map(known -> known).orElse(CommitCache.NONE);
            judge.audit(
                    line,
                    stretch.oldest(),
                    0,
                    request.now(),
                    stretch::commits,
                    memory,
                    (index, verdict, acknowledged) -> {
                        CommitRange.Summary words = stretch.words(index);
                        each.accept(new AuditedChange(
                                line.commit(index),
                                line.time(index),
                                words.author(),
                                words.subject(),
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

    private Judged structure(FlagTree tree, Instant now) {
        return new Judged(judge.structure(tree, Verdict.WORKTREE, now), "none", "structure alone was judged");
    }

    private static GitChange change(GitChanges changes, ValidateRequest request) {
        return changes.change(request.base(), request.head(), request.environmentVariables());
    }

    private List<Judged> each(GitChange change, Instant now) {
        List<Judged> judged = new ArrayList<>();
        change.each(now, proposed -> judged.add(judge(proposed)));
        judged.add(whole(change, now));
        return judged;
    }

    private Judged whole(GitChange change, Instant now) {
        return judge(proposed(change, now));
    }

    private static Proposed proposed(GitChange change, Instant now) {
        Proposed proposed = change.whole(now);
        Proposal proposal = proposed.proposal();
        CommitLine line = proposal.evidence().line();
        if (proposal.head().isEmpty() && (line.size() == 0 || line.tree(0).isEmpty())) {
            String head = proposal.headName().equals(Verdict.WORKTREE) ? "the working tree" : "head";
            throw nothing(proposal.head(), line.size() == 0 ? head : "base or " + head);
        }
        return proposed;
    }

    private Judged judge(Proposed proposed) {
        return new Judged(judge.judge(proposed.proposal()), proposed.baseName(), proposed.baseReason());
    }

    private static CannotJudge nothing(FlagTree tree, String where) {
        String directory = tree.directory().isEmpty() ? "the root" : "\"" + tree.directory() + "\"";
        return new CannotJudge(
                "there is no flag and no policy under " + directory + " in " + where,
                "begin with \"" + tree.policyPath()
                        + "\", which \"hoist init\" writes, or name the flags directory with --flags");
    }

    /** Hears how far an audit has come. */
    @FunctionalInterface
    public interface AuditProgress {
        void judged(int done, int total);
    }
}
