package dev.hoist.validator.git;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.NoMergeBaseException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.merge.RecursiveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Merges the flags of two commits in memory. Conflicts in other files do not matter, with one exception. One side may
 * move a file into the flags directory while the other side changes that file. Git would then move the change too, so
 * this merge is refused.
 */
final class FlagsMerge extends RecursiveMerger {
    private static final int CONFLICTS_NAMED = 5;

    private final FlagsPath path;

    private FlagsMerge(MemoryInserter inserter, Config config, FlagsPath path) {
        super(inserter, config);
        this.path = path;
    }

    /** The tree of the merge. It contains only the flags. */
    static ObjectId merge(MemoryInserter inserter, Config config, FlagsPath path, ObjectId base, ObjectId head) {
        FlagsMerge merge = new FlagsMerge(inserter, config, path);
        try {
            if (merge.merge(false, base, head)) {
                merge.refuseMovesFromElsewhere(base, head);
                return merge.getResultTreeId();
            }
        } catch (NoMergeBaseException e) {
            throw new CannotJudge(
                    "base and head were merged into each other too often for a merge here: " + e.getMessage(),
                    "merge base into the branch, then judge again");
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config);
        }
        Set<String> conflicts = new TreeSet<>(merge.getUnmergedPaths());
        if (merge.getFailingPaths() != null) {
            conflicts.addAll(merge.getFailingPaths().keySet());
        }
        throw new CannotJudge(
                "head conflicts with base in " + named(List.copyOf(conflicts)),
                "merge base into the branch, settle the conflict there, then judge again");
    }

    private void refuseMovesFromElsewhere(ObjectId base, ObjectId head) throws IOException {
        if (path.segments().isEmpty()) {
            return;
        }
        try (RevWalk commits = new RevWalk(reader);
                TreeWalk trees = new TreeWalk(reader)) {
            RevCommit[] sides = {commits.parseCommit(base), commits.parseCommit(head)};
            commits.setRevFilter(RevFilter.MERGE_BASE);
            commits.markStart(List.of(sides));
            RevCommit common = commits.next();
            for (RevCommit commit : List.of(common, sides[0], sides[1])) {
                trees.addTree(commit.getTree());
            }
            trees.setRecursive(true);
            trees.setFilter(TreeFilter.ANY_DIFF);
            String[] goneAndChanged = {"", ""};
            boolean[] added = {false, false};
            while (trees.next()) {
                ObjectId old = trees.getObjectId(0);
                boolean amongFlags = trees.getPathString().startsWith(path.text() + "/");
                for (int side = 0; side < 2; side++) {
                    ObjectId own = trees.getObjectId(side + 1);
                    ObjectId other = trees.getObjectId(2 - side);
                    if (amongFlags) {
                        added[side] |= isNone(old) && !isNone(own);
                    } else if (!isNone(old) && isNone(own) && !isNone(other) && !other.equals(old)) {
                        goneAndChanged[side] = trees.getPathString();
                    }
                }
            }
            for (int side = 0; side < 2; side++) {
                if (added[side] && !goneAndChanged[side].isEmpty()) {
                    throw new CannotJudge(
                            "\"" + goneAndChanged[side]
                                    + "\" was removed on one side, perhaps moved into the flags directory, and changed on the other",
                            "merge base into the branch, then judge again");
                }
            }
        }
    }

    private static boolean isNone(ObjectId id) {
        return id.equals(ObjectId.zeroId());
    }

    private static String named(List<String> conflicts) {
        String first = conflicts.stream()
                .limit(CONFLICTS_NAMED)
                .map(conflict -> "\"" + conflict + "\"")
                .collect(Collectors.joining(", "));
        int more = conflicts.size() - CONFLICTS_NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    @Override
    protected boolean mergeTreeWalk(TreeWalk walk, boolean ignoreConflicts) throws IOException {
        if (!path.segments().isEmpty()) {
            walk.setFilter(PathFilter.create(path.text()));
        }
        return super.mergeTreeWalk(walk, ignoreConflicts);
    }
}
