package dev.hoist.validator.git;

import dev.hoist.validator.history.ChangeCommit;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/** Reads the commits of a change, with their messages and the files that they touch. */
final class ChangeCommits {
    private final GitRepository repository;
    private @Nullable RevCommit latest;

    ChangeCommits(GitRepository repository) {
        this.repository = repository;
    }

    /** The commits that are reachable from head and not from base. */
    List<ChangeCommit> between(Optional<ObjectId> base, ObjectId head) {
        RevCommit own = parsed(head);
        if (isNext(base, own)) {
            return List.of(commit(own, GitObjects.committed(own.getRawBuffer())));
        }
        try (RevWalk walk = new RevWalk(repository.reader())) {
            List<ChangeCommit> commits = new ArrayList<>();
            walk.markStart(walk.parseCommit(head));
            if (base.isPresent()) {
                walk.markUninteresting(walk.parseCommit(base.get()));
            }
            for (RevCommit commit : walk) {
                walk.parseBody(commit);
                // the walk does not check that a commit is what its id says
                commits.add(commit(commit, repository.objects().commit(commit).committed()));
                commit.disposeBody();
            }
            return commits;
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, repository.config());
        }
    }

    private static boolean isNext(Optional<ObjectId> base, RevCommit tip) {
        return base.isPresent()
                ? tip.getParentCount() == 1 && tip.getParent(0).equals(base.get())
                : tip.getParentCount() == 0;
    }

    /** A commit with its message. It is kept, because a walk along a line asks for each commit several times. */
    RevCommit parsed(ObjectId id) {
        RevCommit known = latest;
        if (known == null || !known.equals(id)) {
            known = repository.objects().parsed(id);
            latest = known;
        }
        return known;
    }

    private ChangeCommit commit(RevCommit commit, long committed) {
        return new ChangeCommit(
                commit.name(),
                CommitTime.of(committed),
                author(commit),
                commit.getFullMessage(),
                commit.getParentCount() > 1,
                file -> touches(commit, file));
    }

    static String author(RevCommit commit) {
        try {
            return commit.getAuthorIdent() == null
                    ? ""
                    : commit.getAuthorIdent().getName();
        } catch (DateTimeException e) {
            // the name stands before a date that no calendar has
            byte[] raw = commit.getRawBuffer();
            int name = RawParseUtils.author(raw, 0);
            return RawParseUtils.decode(raw, name, RawParseUtils.next(raw, name, '<') - 1)
                    .strip();
        }
    }

    private boolean touches(RevCommit commit, String file) {
        try (RevWalk walk = new RevWalk(repository.reader())) {
            Optional<ObjectId> parent = commit.getParentCount() == 0
                    ? Optional.empty()
                    : Optional.of(walk.parseCommit(commit.getParent(0)).getTree());
            return !entry(parent, file).equals(entry(Optional.of(commit.getTree()), file));
        } catch (IOException | RuntimeException e) {
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
