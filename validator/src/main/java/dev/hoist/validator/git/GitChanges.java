package dev.hoist.validator.git;

import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.Deployments;
import dev.hoist.validator.history.Landing;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.tree.FileReader;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.tree.RawFolder;
import dev.hoist.validator.tree.TreeReader;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** One repository's changes, ready to be judged. What it hands out can be read until it is closed. */
public final class GitChanges implements AutoCloseable {
    private static final int SHORT_ID = 10;

    private final GitRepository repository;
    private final FlagsPath path;
    private final TreeReader trees;
    private final ChangeCommits commits;
    private final CheckedOut checkedOut;
    private final Deployments deployments;

    private GitChanges(GitRepository repository, FlagsPath path, FileReader files) {
        this.repository = repository;
        this.path = path;
        this.trees = new TreeReader(files, path.text());
        this.commits = new ChangeCommits(repository);
        this.checkedOut = new CheckedOut(repository.objects(), path);
        this.deployments = new DeployedRefs(repository, commit -> line(Optional.of(commit), Receipts.NONE));
    }

    /**
     * Opens the repository that a directory belongs to.
     *
     * @param directory in a working tree, or a bare repository
     * @param flags the flags directory, relative to the repository's root
     */
    public static GitChanges open(Path directory, String flags, FileReader files) {
        FlagsPath path = FlagsPath.parse(flags);
        return new GitChanges(GitRepository.open(directory), path, files);
    }

    /**
     * Opens a bare repository that is being pushed to.
     *
     * @param surroundings environment variables, in which git says where it has put what came
     */
    public static Reception receive(
            Path directory, String flags, FileReader files, List<String> branches, Map<String, String> surroundings) {
        FlagsPath path = FlagsPath.parse(flags);
        GitRepository repository = Reception.open(directory, surroundings);
        return new Reception(repository, new GitChanges(repository, path, files), branches);
    }

    /** Whether head itself lands where base stands, so that every first-parent commit has to be judged. */
    public boolean lands(Optional<String> base, Optional<String> head, Map<String, String> surroundings) {
        return ends(base, head, surroundings).base().headLands();
    }

    /** The flags as they lie on the disk; where the directory is in a repository, without what that ignores. */
    public static FlagTree onDisk(Path directory, String flags, FileReader files) {
        FlagsPath path = FlagsPath.parse(flags);
        if (!Files.isDirectory(directory)) {
            throw new CannotJudge("there is no directory \"" + directory + "\"", "name one with --repo");
        }
        TreeReader trees = new TreeReader(files, path.text());
        Optional<GitRepository> found = GitRepository.find(directory);
        if (found.isPresent()) {
            try (GitRepository repository = found.get()) {
                return trees.read(workingTree(repository, path));
            }
        }
        try {
            return WorkingTree.isFolder(directory, path)
                    ? trees.read(new PlainFolder(directory.resolve(path.text())))
                    : FlagTree.empty(path.text());
        } catch (IOException e) {
            throw DiskFile.unreadable(directory, e);
        }
    }

    /** The root of the working tree that a directory lies in; empty where it lies in none. */
    public static Optional<Path> workingTree(Path directory) {
        return GitRepository.find(directory).flatMap(repository -> {
            try (repository) {
                return repository.isBare()
                        ? Optional.empty()
                        : Optional.of(repository.jgit().getWorkTree().toPath());
            }
        });
    }

    /** The commit beneath the flags on the disk, and whether they differ from it; empty where there is none. */
    public static Optional<Beneath> beneath(Path directory, String flags, FlagTree onDisk, FileReader files) {
        return GitRepository.find(directory).flatMap(repository -> {
            try (GitChanges changes = new GitChanges(repository, FlagsPath.parse(flags), files)) {
                return repository.head().map(head -> {
                    ObjectId root = repository.objects().commit(head).tree();
                    FlagTree committed = changes.flags(repository.objects(), root);
                    return new Beneath(
                            head.name(), !onDisk.differingPaths(committed).isEmpty());
                });
            }
        });
    }

    /**
     * Where a working tree starts from.
     *
     * @param commit its full id
     * @param differs whether the flags are not that commit's
     */
    public record Beneath(String commit, boolean differs) {}

    /**
     * The whole change.
     *
     * @param base a revision; empty to take what the surroundings say
     * @param head a revision; empty for the working tree
     * @param surroundings environment variables
     */
    public Proposed whole(Optional<String> base, Optional<String> head, Instant now, Map<String, String> surroundings) {
        Ends ends = ends(base, head, surroundings);
        Optional<ObjectId> baseCommit = ends.base().commit();
        FirstParentLine line = line(baseCommit, receipts(ends.base().name(), baseCommit));
        List<ChangeCommit> between = ends.tip().isPresent() && !ends.landed()
                ? commits.between(baseCommit, ends.tip().get())
                : List.of();
        Proposal proposal = new Proposal(
                ends.headName(), headTree(ends), line, between, now, landing(ends, baseCommit), deployments);
        return new Proposed(proposal, ends.base().name(), ends.base().reason());
    }

    /**
     * The first-parent commits on the way to head one by one, each against the one before it, oldest first.
     *
     * @param to takes one at a time; each can be read until the next comes
     */
    public void each(
            Optional<String> base,
            Optional<String> head,
            Instant now,
            Map<String, String> surroundings,
            Consumer<Proposed> to) {
        Ends ends = ends(base, head, surroundings);
        if (ends.tip().isEmpty() || ends.landed()) {
            return;
        }
        FirstParentLine line =
                line(ends.tip(), receipts(ends.base().name(), ends.base().commit()));
        Stretch stretch = new Stretch(line, commits, 0);
        int first = ends.base()
                .commit()
                .map(commit -> firstContainedIn(line, commit))
                .orElse(line.size());
        for (int index = first - 1; index >= 0; index--) {
            boolean isRoot = index + 1 == line.size();
            requireReadable(line.id(index));
            to.accept(new Proposed(
                    new Proposal(
                            line.commit(index),
                            line.tree(index),
                            line.from(index + 1),
                            stretch.commits(index),
                            now,
                            Landing.PROPOSED,
                            deployments),
                    isRoot ? BaseChoice.NONE : line.commit(index + 1).substring(0, SHORT_ID),
                    isRoot ? "it is the first commit" : "the commit before it"));
        }
    }

    /**
     * A stretch of history that begins where there first was a flag or a policy; empty where no change lies after the start.
     *
     * @param from the changes after this revision; empty for all
     * @param to the newest change; empty for HEAD
     */
    public Stretch stretch(Optional<String> from, Optional<String> to) {
        String newest = to.orElse(Constants.HEAD);
        ObjectId tip = repository.commit(newest);
        repository.requireWhole(List.of(tip), Map.of());
        FirstParentLine line = line(Optional.of(tip), receipts(newest, Optional.of(tip)));
        int end = from.map(revision -> {
                    ObjectId start = repository.commit(revision);
                    if (!repository.isAncestor(start, tip)) {
                        throw new CannotJudge(
                                "\"" + revision + "\" is not in the history of \"" + newest + "\"",
                                "name a commit behind it with --from");
                    }
                    return firstContainedIn(line, start);
                })
                .orElse(line.size());
        int first = firstWithFlags(line);
        if (first < 0) {
            throw new CannotJudge(
                    "there is nothing to audit: no commit has a flag or a policy under " + path.quoted(),
                    "name the flags directory with --flags");
        }
        // nothing is left of a history that has not moved since it was audited
        int oldest = Math.min(first, end - 1);
        return new Stretch(line, commits, oldest);
    }

    @Override
    public void close() {
        repository.close();
    }

    private Ends ends(Optional<String> asked, Optional<String> head, Map<String, String> surroundings) {
        if (head.isEmpty() && repository.isBare()) {
            throw new CannotJudge("a bare repository has no working tree to judge", "name what would land with --head");
        }
        Optional<ObjectId> tip = head.isPresent() ? head.map(repository::commit) : repository.head();
        BaseChoice base = BaseChoice.choose(repository, asked, tip, surroundings);
        if (base.commit().isEmpty()) {
            return new Ends(base, tip, head.isPresent(), false);
        }
        if (tip.isEmpty()) {
            throw new CannotJudge(
                    "HEAD has no commit yet, so it shares no history with base \"" + base.name() + "\"",
                    "check out a branch that starts from base");
        }
        ObjectId baseCommit = base.commit().get();
        repository.requireWhole(List.of(baseCommit, tip.get()), surroundings);
        ObjectId common = repository
                .mergeBase(baseCommit, tip.get())
                .orElseThrow(() -> new CannotJudge(
                        "base \"" + base.name() + "\" and "
                                + head.map(name -> "\"" + name + "\"").orElse("HEAD") + " have no commit in common",
                        "name a base that the change starts from with --base"));
        boolean landed = common.equals(tip.get());
        if (head.isEmpty() && !base.headLands()) {
            return new Ends(new BaseChoice(Optional.of(common), base.name(), base.reason()), tip, false, landed);
        }
        return new Ends(base, tip, head.isPresent(), landed);
    }

    private Landing landing(Ends ends, Optional<ObjectId> base) {
        if (!ends.base().headLands() || base.isEmpty()) {
            return Landing.PROPOSED;
        }
        return landing(base.get(), ends.tip().orElseThrow());
    }

    /** How a commit stands to base that would take its place. */
    Landing landing(ObjectId base, ObjectId tip) {
        if (line(Optional.of(tip), Receipts.NONE).indexOf(base).isPresent()) {
            return Landing.ONWARD;
        }
        return repository.isAncestor(base, tip) ? Landing.SIDEWAYS : Landing.REWRITTEN;
    }

    private FlagTree headTree(Ends ends) {
        if (!ends.committed()) {
            return trees.read(workingTree(repository, path));
        }
        ObjectId tip = ends.tip().orElseThrow();
        if (ends.base().commit().isEmpty() || ends.base().headLands()) {
            return committed(tip);
        }
        ObjectId base = ends.base().commit().get();
        if (ends.landed()) {
            return committed(base);
        }
        if (repository.isAncestor(base, tip)) {
            return committed(tip);
        }
        requireReadable(tip);
        MemoryInserter inserter = new MemoryInserter(repository.reader());
        ObjectId merged = FlagsMerge.merge(inserter, repository.config(), path, base, tip);
        return flags(new GitObjects(inserter.newReader(), repository.config()), merged);
    }

    /** The flags at a commit, which has to have a folder in their place or nothing, and hand them out as it stores them. */
    FlagTree committed(ObjectId commit) {
        requireReadable(commit);
        return flags(repository.objects(), repository.objects().commit(commit).tree());
    }

    private FlagTree flags(GitObjects objects, ObjectId root) {
        return objects.flags(root, path)
                .map(id -> objects.read(trees, id))
                .orElseGet(() -> FlagTree.empty(path.text()));
    }

    void requireReadable(ObjectId commit) {
        GitObjects objects = repository.objects();
        int mode = objects.find(objects.commit(commit).tree(), path).mode();
        if (mode != 0 && mode != FileMode.TYPE_TREE) {
            throw WorkingTree.noFolder(
                    path, GitFolder.nameOf(mode), "commit " + commit.name().substring(0, SHORT_ID));
        }
        checkedOut.require(objects.commit(commit).tree());
    }

    FirstParentLine line(Optional<ObjectId> newest, Receipts receipts) {
        return new FirstParentLine(repository.objects(), trees, path, newest.orElse(null), receipts);
    }

    ChangeCommits commits() {
        return commits;
    }

    Deployments deployments() {
        return deployments;
    }

    /** Those of the branch that a revision names, else of HEAD's where the commit lies on its line. */
    private Receipts receipts(String revision, Optional<ObjectId> commit) {
        if (!repository.isBare() || commit.isEmpty()) {
            return Receipts.NONE;
        }
        Optional<String> named = repository.branch(revision);
        if (named.isPresent()) {
            return Receipts.of(repository, named.get());
        }
        return repository
                .branch(Constants.HEAD)
                .filter(branch -> repository.head().isPresent())
                .filter(branch -> line(repository.head(), Receipts.NONE)
                        .indexOf(commit.get())
                        .isPresent())
                .map(branch -> Receipts.of(repository, branch))
                .orElse(Receipts.NONE);
    }

    /** The newest commit of the line that the given one contains; the line's size where it contains none. */
    private int firstContainedIn(FirstParentLine line, ObjectId commit) {
        int low = 0;
        int high = line.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (repository.isAncestor(line.id(middle), commit)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The index of the oldest commit with anything to judge; -1 where there is none. */
    private static int firstWithFlags(FirstParentLine line) {
        for (int index = line.size() - 1; index >= 0; index--) {
            boolean differs = index + 1 == line.size() || !line.sameTree(index, index + 1);
            if (differs && line.flags(index).isPresent() && !line.tree(index).isEmpty()) {
                return index;
            }
        }
        return -1;
    }

    private static RawFolder workingTree(GitRepository repository, FlagsPath path) {
        if (repository.isBare()) {
            throw new CannotJudge("a bare repository has no working tree to judge", "name a clone of it");
        }
        return WorkingTree.read(repository.jgit(), repository.objects(), path);
    }

    /**
     * Between what the change lies.
     *
     * @param tip head's commit, or HEAD's beneath the working tree
     * @param committed whether head is a commit, not the working tree
     * @param landed whether base has all of the tip's commits already
     */
    private record Ends(BaseChoice base, Optional<ObjectId> tip, boolean committed, boolean landed) {
        String headName() {
            return committed ? tip.orElseThrow().name() : Verdict.WORKTREE;
        }
    }
}
