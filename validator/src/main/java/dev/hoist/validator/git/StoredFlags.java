package dev.hoist.validator.git;

import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.Deployments;
import dev.hoist.validator.tree.FileReader;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.tree.TreeReader;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/** The flags in a repository: those of its commits, of its working tree, and of a merge in memory. */
public final class StoredFlags {
    private final GitRepository repository;
    private final FlagsPath path;
    private final TreeReader trees;
    private final ChangeCommits commits;
    private final CheckoutFidelity fidelity;
    private final Deployments deployments;

    public StoredFlags(GitRepository repository, FlagsPath path, FileReader files) {
        this.repository = repository;
        this.path = path;
        this.trees = new TreeReader(files, path.text());
        this.commits = new ChangeCommits(repository);
        this.fidelity = new CheckoutFidelity(repository.objects(), path);
        this.deployments = new DeployedRefs(repository, commit -> line(Optional.of(commit), LineTimes.CLAIMED));
    }

    /** The flags at a commit. The commit is refused if a checkout of it would contain other flags. */
    public FlagTree committed(CommitId commit) {
        requireReadable(commit);
        return repository.objects().read(trees, root(commit), path);
    }

    /**
     * Refuses a commit if the flags directory is not a folder, or if a checkout of the commit would contain other
     * flags.
     */
    public void requireReadable(CommitId commit) {
        int mode = repository.objects().find(root(commit), path).mode();
        if (mode != 0 && mode != FileMode.TYPE_TREE) {
            throw WorkingTree.noFolder(path, GitFolder.nameOf(mode), "commit " + commit.shortened());
        }
        fidelity.require(root(commit));
    }

    /** A tree without flags. */
    public FlagTree none() {
        return FlagTree.empty(path.text());
    }

    /** The working tree's flags as git would store them. */
    public FlagTree workingTree() {
        return trees.read(WorkingTree.read(repository, path));
    }

    /**
     * A tree with some files replaced or added.
     *
     * @param files the new bytes by path, relative to the repository's root
     */
    public FlagTree edited(FlagTree tree, Map<String, byte[]> files) {
        Map<String, RawEntry.File> entries = new LinkedHashMap<>();
        files.forEach((file, bytes) -> {
            if (!path.segments().isEmpty() && !file.startsWith(path.text() + "/")) {
                throw new CannotJudge("\"" + file + "\" is not below " + path.quoted(), "name a file among the flags");
            }
            byte[] content = bytes.clone();
            entries.put(
                    file,
                    new RawEntry.File(
                            file.substring(file.lastIndexOf('/') + 1),
                            DiskFile.hash(content),
                            content.length,
                            content::clone));
        });
        return trees.edited(tree, entries);
    }

    /** The flags after a merge of two commits. The merge is made only in memory. */
    public FlagTree merged(CommitId base, CommitId tip) {
        requireReadable(tip);
        MemoryInserter inserter = new MemoryInserter(repository.reader());
        ObjectId merged = FlagsMerge.merge(inserter, repository.config(), path, base.object(), tip.object());
        return new GitObjects(inserter.newReader(), repository.config()).read(trees, merged, path);
    }

    /** A commit and its first parents. Without a newest commit, the line is empty. */
    public FirstParentLine line(Optional<CommitId> newest, LineTimes times) {
        return new FirstParentLine(
                repository.objects(), trees, path, newest.map(CommitId::object).orElse(null), times);
    }

    /** The commits that are reachable from head and not from base. */
    public List<ChangeCommit> commits(Optional<CommitId> base, CommitId head) {
        return commits.between(base.map(CommitId::object), head.object());
    }

    public CommitSummary summary(CommitId commit) {
        RevCommit parsed = commits.parsed(commit.object());
        return new CommitSummary(ChangeCommits.author(parsed), parsed.getShortMessage());
    }

    /** The commits that are deployed, according to the repository's refs. */
    public Deployments deployments() {
        return deployments;
    }

    private ObjectId root(CommitId commit) {
        return repository.objects().commit(commit.object()).tree();
    }

    /**
     * The author of a commit and the first line of its message.
     *
     * @param subject the first line of the message
     */
    public record CommitSummary(String author, String subject) {}
}
