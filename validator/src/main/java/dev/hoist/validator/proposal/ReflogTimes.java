package dev.hoist.validator.proposal;

import dev.hoist.validator.git.CommitId;
import dev.hoist.validator.git.GitRepository;
import dev.hoist.validator.git.LineTimes;
import dev.hoist.validator.git.Reference;
import dev.hoist.validator.git.ReflogEntry;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * The times at which the receiving repository got the commits of a branch, from the branch's reflog. A commit that the
 * branch had before the first entry gets the earlier of two times: its committer time and the time of that entry.
 */
final class ReflogTimes implements LineTimes {
    /** No times of receipt are known: every commit has its committer time. */
    static final ReflogTimes NONE = new ReflogTimes(List.of(), false);

    private final List<ReflogEntry> entries;
    private final boolean kept;

    /**
     * The moves of a branch.
     *
     * @param entries oldest first
     * @param kept whether there is a reflog whose last entry is the branch's present commit
     */
    private ReflogTimes(List<ReflogEntry> entries, boolean kept) {
        this.entries = entries;
        this.kept = kept;
    }

    /**
     * The times of receipt in a bare repository's reflog of a branch. If there is no reflog, or it does not reach the
     * branch's present commit, the committer times count.
     */
    static ReflogTimes of(GitRepository repository, String branch) {
        Optional<CommitId> tip = repository.ref(branch).flatMap(Reference::commit);
        if (!repository.isBare() || tip.isEmpty()) {
            return NONE;
        }
        List<ReflogEntry> entries = new ArrayList<>(repository.reflog(branch));
        // a push that is just landing writes its entry before its branch moves
        while (!entries.isEmpty() && !entries.get(entries.size() - 1).after().equals(tip.get())) {
            entries.remove(entries.size() - 1);
        }
        return entries.isEmpty() ? NONE : new ReflogTimes(entries, true);
    }

    /** The same times with one more move of the branch, which has not happened yet. */
    ReflogTimes and(CommitId before, CommitId after, Instant at) {
        List<ReflogEntry> more = new ArrayList<>(entries);
        more.add(new ReflogEntry(before, after, at.getEpochSecond()));
        return new ReflogTimes(more, kept || before.isZero());
    }

    @Override
    public TimeSource source() {
        return kept ? TimeSource.RECEIVED : TimeSource.CLAIMED;
    }

    @Override
    public void replace(long[] times, int size, IntFunction<CommitId> ids, UnaryOperator<CommitId> firstParent) {
        if (entries.isEmpty() || size == 0) {
            return;
        }
        Positions positions = new Positions(size, ids, firstParent);
        ReflogEntry first = entries.get(0);
        int present = positions.of(first.before());
        for (int index = present; kept && index < size; index++) {
            times[index] = Math.min(times[index], first.seconds());
        }
        for (ReflogEntry entry : entries) {
            // commits that the reflog lacks count as received with its next entry
            present = Math.max(present, positions.of(entry.before()));
            int reached = positions.of(entry.after());
            if (reached < present) {
                Arrays.fill(times, reached, present, entry.seconds());
            }
            present = reached;
        }
    }

    /** Finds the index at which the first-parent line of another commit joins this line. */
    private static final class Positions {
        private final UnaryOperator<CommitId> firstParent;
        private final Map<CommitId, Integer> known = new HashMap<>();

        Positions(int size, IntFunction<CommitId> ids, UnaryOperator<CommitId> firstParent) {
            this.firstParent = firstParent;
            known.put(CommitId.ZERO, size);
            for (int index = 0; index < size; index++) {
                known.put(ids.apply(index), index);
            }
        }

        /**
         * The index; the size of the line if the two lines share no commit, or if the repository no longer has the
         * other commits.
         */
        int of(CommitId commit) {
            List<CommitId> way = new ArrayList<>();
            CommitId at = commit;
            Integer position = known.get(at);
            while (position == null) {
                way.add(at);
                at = firstParent.apply(at);
                position = known.get(at);
            }
            for (CommitId passed : way) {
                known.put(passed, position);
            }
            return position;
        }
    }
}
