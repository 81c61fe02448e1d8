package dev.hoist.validator;

import dev.hoist.validator.git.GitChanges;
import dev.hoist.validator.git.Proposed;
import dev.hoist.validator.git.Stretch;
import dev.hoist.validator.history.Line;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.reading.YamlFileReader;
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

/**
 * Judges changes to flags: one, one with all on its way, a tree by itself, or a history. Throws {@link CannotJudge}; not for
 * several threads at once.
 */
public final class Hoist {
    private final FileReader files;
    private final Judge judge = new Judge();

    public Hoist() {
        this(new YamlFileReader());
    }

    public Hoist(FileReader files) {
        this.files = files;
    }

    /** Judges what would land. */
    public Judged validate(ValidateRequest request) {
        try (GitChanges changes = GitChanges.open(request.repository(), request.flags(), files)) {
            return whole(changes, request);
        }
    }

    /** Judges each first-parent commit on the way to head as well, oldest first; the whole change comes last. */
    public List<Judged> validateEach(ValidateRequest request) {
        try (GitChanges changes = GitChanges.open(request.repository(), request.flags(), files)) {
            List<Judged> judged = new ArrayList<>();
            changes.each(
                    request.base(),
                    request.head(),
                    request.now(),
                    request.surroundings(),
                    proposed -> judged.add(judge(proposed)));
            judged.add(whole(changes, request));
            return judged;
        }
    }

    /**
     * Judges the files as they lie there, by themselves; needs no git.
     *
     * @param directory in a working tree, or any that holds a flags directory
     * @param flags the flags directory, relative to the working tree's root, without git to the directory
     */
    public Judged structure(Path directory, String flags, Instant now) {
        return structure(onDisk(directory, flags), now);
    }

    /** The files as they lie there, judged by themselves and read, for whoever works with what they say. */
    public Standing standing(Path directory, String flags, Instant now) {
        FlagTree tree = onDisk(directory, flags);
        Optional<GitChanges.Beneath> beneath = GitChanges.beneath(directory, flags, tree, files);
        return new Standing(
                tree,
                structure(tree, now),
                beneath.map(GitChanges.Beneath::commit),
                beneath.map(GitChanges.Beneath::differs).orElse(false));
    }

    /** Judges a history, change by change, oldest first. */
    public void audit(AuditRequest request, Consumer<AuditedChange> each) {
        audit(request, each, (done, total) -> {});
    }

    /** Judges a history, change by change, oldest first, and says how far it has come. */
    public void audit(AuditRequest request, Consumer<AuditedChange> each, Progress progress) {
        try (GitChanges changes = GitChanges.open(request.repository(), request.flags(), files)) {
            Stretch stretch = changes.stretch(request.from(), request.to());
            Line line = stretch.line();
            int total = stretch.oldest() + 1;
            if (total == 0) {
                return;
            }
            judge.audit(line, stretch.oldest(), 0, request.now(), stretch::commits, (index, verdict, acknowledged) -> {
                Stretch.Words words = stretch.words(index);
                each.accept(new AuditedChange(
                        line.commit(index), line.time(index), words.author(), words.subject(), verdict, acknowledged));
                progress.judged(total - index, total);
            });
        }
    }

    private FlagTree onDisk(Path directory, String flags) {
        FlagTree tree = GitChanges.onDisk(directory, flags, files);
        if (tree.isEmpty()) {
            throw nothing(tree, "\"" + directory + "\"");
        }
        return tree;
    }

    private Judged structure(FlagTree tree, Instant now) {
        return new Judged(judge.structure(tree, Verdict.WORKTREE, now), "none", "structure alone was judged");
    }

    private Judged whole(GitChanges changes, ValidateRequest request) {
        Proposed proposed = changes.whole(request.base(), request.head(), request.now(), request.surroundings());
        Proposal proposal = proposed.proposal();
        Line line = proposal.line();
        if (proposal.head().isEmpty() && (line.size() == 0 || line.tree(0).isEmpty())) {
            String head = proposal.headName().equals(Verdict.WORKTREE) ? "the working tree" : "head";
            throw nothing(proposal.head(), line.size() == 0 ? head : "base or " + head);
        }
        return judge(proposed);
    }

    private Judged judge(Proposed proposed) {
        return new Judged(judge.judge(proposed.proposal()), proposed.baseName(), proposed.baseReason());
    }

    private static CannotJudge nothing(FlagTree tree, String where) {
        String directory = tree.directory().isEmpty() ? "the root" : "\"" + tree.directory() + "\"";
        return new CannotJudge(
                "there is no flag and no policy under " + directory + " in " + where,
                "begin with \"" + tree.policyPath() + "\", or name the flags directory with --flags");
    }

    /** Hears how far an audit has come. */
    @FunctionalInterface
    public interface Progress {
        void judged(int done, int total);
    }
}
