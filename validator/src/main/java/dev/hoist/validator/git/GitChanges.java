package dev.hoist.validator.git;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.history.Deployments;
import dev.hoist.validator.history.Landing;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FileReader;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.tree.RawFolder;
import dev.hoist.validator.tree.TreeReader;
import dev.hoist.validator.verdict.CannotJudge;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** The changes of one repository, ready to be judged. What it returns can be read until it is closed. */
public final class GitChanges implements AutoCloseable {
    static final int SHORT_ID = 10;

    private final GitRepository repository;
    private final FlagsPath path;
    private final TreeReader trees;
    private final ChangeCommits commits;
    private final CheckoutFidelity checkedOut;
    private final Deployments deployments;

    private GitChanges(GitRepository repository, FlagsPath path, FileReader files) {
        this.repository = repository;
        this.path = path;
        this.trees = new TreeReader(files, path.text());
        this.commits = new ChangeCommits(repository);
        this.checkedOut = new CheckoutFidelity(repository.objects(), path);
        this.deployments = new DeployedRefs(repository, commit -> line(Optional.of(commit), ReflogTimes.NONE));
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
     * @param environmentVariables those, in which git says where it has put what came
     */
    public static PushCheck receive(
            Path directory,
            String flags,
            FileReader files,
            List<String> branches,
            Map<String, String> environmentVariables) {
        FlagsPath path = FlagsPath.parse(flags);
        GitRepository repository = PushCheck.open(directory, environmentVariables);
        return new PushCheck(repository, new GitChanges(repository, path, files), branches);
    }

    /**
     * What would land, between its ends.
     *
     * @param base a revision; empty to take what the environment variables say
     * @param head a revision; empty for the working tree
     * @param environmentVariables those
     */
    public GitChange change(Optional<String> base, Optional<String> head, Map<String, String> environmentVariables) {
        return GitChange.between(this, base, head, environmentVariables);
    }

    /**
     * A stretch of history that begins where there first was a flag or a policy; empty where no change lies after the start.
     *
     * @param from the changes after this revision; empty for all
     * @param to the newest change; empty for HEAD
     */
    public CommitRange stretch(Optional<String> from, Optional<String> to) {
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
        return new CommitRange(line, commits, oldest);
    }

    @Override
    public void close() {
        repository.close();
    }

    /** How a commit stands to base that would take its place. */
    Landing landing(ObjectId base, ObjectId tip) {
        if (line(Optional.of(tip), ReflogTimes.NONE).indexOf(base).isPresent()) {
            return Landing.ONWARD;
        }
        return repository.isAncestor(base, tip) ? Landing.SIDEWAYS : Landing.REWRITTEN;
    }

    /** The flags at a commit, which has to have a folder in their place or nothing, and hand them out as it stores them. */
    FlagTree committed(ObjectId commit) {
        requireReadable(commit);
        return repository
                .objects()
                .read(trees, repository.objects().commit(commit).tree(), path);
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

    FirstParentLine line(Optional<ObjectId> newest, ReflogTimes receipts) {
        return new FirstParentLine(repository.objects(), trees, path, newest.orElse(null), receipts);
    }

    GitRepository repository() {
        return repository;
    }

    /** What git would take of the working tree's flags. */
    FlagTree workingTree() {
        return trees.read(WorkingTree.read(repository, path));
    }

    /** The working tree's flags, or those of a commit, in which some files have other bytes. */
    FlagTree edited(Optional<ObjectId> commit, Map<String, byte[]> files) {
        String prefix = path.text().isEmpty() ? "" : path.text() + "/";
        Map<String, byte[]> inside = new TreeMap<>();
        files.forEach((file, bytes) -> inside.put(file.substring(prefix.length()), bytes));
        GitObjects objects = repository.objects();
        Optional<RawFolder> under = commit.isPresent()
                ? objects.flags(objects.commit(commit.get()).tree(), path).map(id -> new GitFolder(objects, id))
                : Optional.of(WorkingTree.read(repository, path));
        return trees.read(new EditedFolder(under, inside));
    }

    /** The newest readable policy on HEAD's line. */
    public Optional<Policy> newestPolicy() {
        FirstParentLine line = line(repository.head(), ReflogTimes.NONE);
        for (int index = 0; index < line.size(); index++) {
            Optional<Policy> policy = line.tree(index).policy();
            if (policy.isPresent()) {
                return policy;
            }
        }
        return Optional.empty();
    }

    /** What two commits make of the flags together, in memory alone. */
    FlagTree merged(ObjectId base, ObjectId tip) {
        requireReadable(tip);
        MemoryInserter inserter = new MemoryInserter(repository.reader());
        ObjectId merged = FlagsMerge.merge(inserter, repository.config(), path, base, tip);
        return new GitObjects(inserter.newReader(), repository.config()).read(trees, merged, path);
    }

    /** The step to a commit of a line from the one before it. */
    Proposed step(FirstParentLine line, int index, Landing landing, Instant now) {
        requireReadable(line.id(index));
        boolean isRoot = index + 1 == line.size();
        return new Proposed(
                proposal(line, index, index + 1, landing, now),
                isRoot ? BaseChoice.NONE : line.commit(index + 1).substring(0, SHORT_ID),
                isRoot ? "it is the first commit" : "the commit before it");
    }

    /**
     * What lies between two commits of a line.
     *
     * @param base an index; the line's size for nothing
     */
    Proposal proposal(FirstParentLine line, int head, int base, Landing landing, Instant now) {
        return new Proposal(
                line.commit(head),
                line.tree(head),
                new Evidence(line.from(base), now)
                        .withCommits(commits.between(
                                base < line.size() ? Optional.of(line.id(base)) : Optional.empty(), line.id(head)))
                        .withLanding(landing)
                        .withDeployments(deployments));
    }

    ChangeCommits commits() {
        return commits;
    }

    Deployments deployments() {
        return deployments;
    }

    /** Those of the branch that a revision names, else of HEAD's where the commit lies on its line. */
    ReflogTimes receipts(String revision, Optional<ObjectId> commit) {
        if (!repository.isBare() || commit.isEmpty()) {
            return ReflogTimes.NONE;
        }
        Optional<String> named = repository.branch(revision);
        if (named.isPresent()) {
            return ReflogTimes.of(repository, named.get());
        }
        return repository
                .branch(Constants.HEAD)
                .filter(branch -> repository.head().isPresent())
                .filter(branch -> line(repository.head(), ReflogTimes.NONE)
                        .indexOf(commit.get())
                        .isPresent())
                .map(branch -> ReflogTimes.of(repository, branch))
                .orElse(ReflogTimes.NONE);
    }

    /** The newest commit of the line that the given one contains; the line's size where it contains none. */
    int firstContainedIn(FirstParentLine line, ObjectId commit) {
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
}
