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
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** Merges the flags of two commits, in memory, and nothing else: what conflicts elsewhere does not matter to them. */
final class FlagsMerge extends RecursiveMerger {
    private static final int CONFLICTS_NAMED = 5;

    private final FlagsPath path;

    private FlagsMerge(MemoryInserter inserter, Config config, FlagsPath path) {
        super(inserter, config);
        this.path = path;
    }

    /** The tree of the merge, in which there is nothing but the flags. */
    static ObjectId merge(MemoryInserter inserter, Config config, FlagsPath path, ObjectId base, ObjectId head) {
        FlagsMerge merge = new FlagsMerge(inserter, config, path);
        try {
            if (merge.merge(false, base, head)) {
                return merge.getResultTreeId();
            }
        } catch (NoMergeBaseException e) {
            throw new CannotJudge(
                    "base and head have crossed too often to be merged here: " + e.getMessage(),
                    "merge base into the branch, then judge again");
        } catch (IOException e) {
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
