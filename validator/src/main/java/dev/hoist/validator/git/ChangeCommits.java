package dev.hoist.validator.git;

import dev.hoist.validator.history.ChangeCommit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** The commits of a change, with their words and the flag files they touch. */
final class ChangeCommits {
    private final GitRepository repository;
    private final FlagsPath path;

    ChangeCommits(GitRepository repository, FlagsPath path) {
        this.repository = repository;
        this.path = path;
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
                touched(walk, commit));
    }

    private Set<String> touched(RevWalk walk, RevCommit commit) throws IOException {
        Set<String> paths = new HashSet<>();
        try (TreeWalk tree = new TreeWalk(repository.reader())) {
            if (commit.getParentCount() == 0) {
                tree.addTree(new EmptyTreeIterator());
            } else {
                tree.addTree(walk.parseCommit(commit.getParent(0)).getTree());
            }
            tree.addTree(commit.getTree());
            tree.setRecursive(true);
            tree.setFilter(
                    path.segments().isEmpty()
                            ? TreeFilter.ANY_DIFF
                            : AndTreeFilter.create(PathFilter.create(path.text()), TreeFilter.ANY_DIFF));
            while (tree.next()) {
                paths.add(tree.getPathString());
            }
        }
        return paths;
    }
}
