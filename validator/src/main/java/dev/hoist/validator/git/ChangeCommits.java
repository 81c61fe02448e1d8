package dev.hoist.validator.git;

import dev.hoist.validator.history.ChangeCommit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The commits of a change, with their words and whether they touch a file. */
final class ChangeCommits {
    private final GitRepository repository;

    ChangeCommits(GitRepository repository) {
        this.repository = repository;
    }

    /** Reachable from head, not from base. */
    List<ChangeCommit> between(Optional<ObjectId> base, ObjectId head) {
        try (RevWalk walk = new RevWalk(repository.reader())) {
            RevCommit tip = walk.parseCommit(head);
            List<ChangeCommit> commits = new ArrayList<>();
            if (isNext(base, tip)) {
                commits.add(commit(walk, tip));
                return commits;
            }
            walk.markStart(tip);
            if (base.isPresent()) {
                walk.markUninteresting(walk.parseCommit(base.get()));
            }
            for (RevCommit commit : walk) {
                commits.add(commit(walk, commit));
                commit.disposeBody();
            }
            return commits;
        } catch (IOException e) {
            throw GitTrouble.with(e, repository.config());
        }
    }

    private static boolean isNext(Optional<ObjectId> base, RevCommit tip) {
        return base.isPresent()
                ? tip.getParentCount() == 1 && tip.getParent(0).equals(base.get())
                : tip.getParentCount() == 0;
    }

    private ChangeCommit commit(RevWalk walk, RevCommit commit) throws IOException {
        walk.parseBody(commit);
        return new ChangeCommit(
                commit.name(),
                CommitTime.of(repository.objects().commit(commit).committed()),
                commit.getFullMessage(),
                commit.getParentCount() > 1,
                file -> touches(commit, file));
    }

    private boolean touches(RevCommit commit, String file) {
        try (RevWalk walk = new RevWalk(repository.reader())) {
            Optional<ObjectId> parent = commit.getParentCount() == 0
                    ? Optional.empty()
                    : Optional.of(walk.parseCommit(commit.getParent(0)).getTree());
            return !entry(parent, file).equals(entry(Optional.of(commit.getTree()), file));
        } catch (IOException e) {
            throw GitTrouble.with(e, repository.config());
        }
    }

    private Optional<GitObjects.Found> entry(Optional<ObjectId> root, String file) throws IOException {
        TreeWalk tree = root.isPresent() ? TreeWalk.forPath(repository.reader(), file, root.get()) : null;
        return tree == null
                ? Optional.empty()
                : Optional.of(new GitObjects.Found(tree.getObjectId(0), tree.getRawMode(0)));
    }
}
