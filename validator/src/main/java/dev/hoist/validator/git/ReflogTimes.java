package dev.hoist.validator.git;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.ReflogEntry;
import org.eclipse.jgit.lib.ReflogReader;

/**
 * When a branch of the receiving repository got its commits, as the branch's reflog has it. What was there before the reflog
 * begins keeps the time that it claims.
 */
final class ReflogTimes {
    /** Nobody knows: every commit has the time that it claims. */
    static final ReflogTimes NONE = new ReflogTimes(List.of(), false);

    private final List<Entry> entries;
    private final boolean kept;

    /**
     * Moves of a branch.
     *
     * @param entries oldest first
     * @param kept whether a reflog says so, up to where the branch stands
     */
    private ReflogTimes(List<Entry> entries, boolean kept) {
        this.entries = entries;
        this.kept = kept;
    }

    /** What a bare repository's reflog has of a branch; none where it keeps none, or stopped to. */
    static ReflogTimes of(GitRepository repository, String branch) {
        Optional<Ref> ref = repository.ref(branch);
        if (!repository.isBare() || ref.isEmpty() || ref.get().getObjectId() == null) {
            return NONE;
        }
        List<Entry> entries = read(repository, branch);
        // a push that is just landing writes its entry before its branch moves
        while (!entries.isEmpty()
                && !entries.get(entries.size() - 1).after().equals(ref.get().getObjectId())) {
            entries.remove(entries.size() - 1);
        }
        return entries.isEmpty() ? NONE : new ReflogTimes(entries, true);
    }

    private static List<Entry> read(GitRepository repository, String branch) {
        List<Entry> entries = new ArrayList<>();
        if (isCutOff(repository, branch)) {
            throw damaged(branch);
        }
        try {
            ReflogReader reader = repository.jgit().getRefDatabase().getReflogReader(branch);
            if (reader != null) {
                for (ReflogEntry entry : reader.getReverseEntries()) {
                    entries.add(new Entry(
                            entry.getOldId(),
                            entry.getNewId(),
                            entry.getWho().getWhenAsInstant().getEpochSecond()));
                }
            }
        } catch (IOException e) {
            throw GitTrouble.with(e, repository.config());
        } catch (RuntimeException e) {
            throw damaged(branch);
        }
        if (entries.stream().anyMatch(entry -> entry.seconds() <= 0)) {
            throw damaged(branch);
        }
        Collections.reverse(entries);
        return entries;
    }

    /** Whether the reflog's file ends within a line, which JGit would pass over. */
    private static boolean isCutOff(GitRepository repository, String branch) {
        File file = new File(repository.jgit().getDirectory(), Constants.LOGS + "/" + branch);
        if (!file.isFile() || file.length() == 0) {
            return false;
        }
        try (RandomAccessFile log = new RandomAccessFile(file, "r")) {
            log.seek(log.length() - 1);
            return log.read() != '\n';
        } catch (IOException e) {
            throw GitTrouble.with(e, repository.config());
        }
    }

    private static CannotJudge damaged(String branch) {
        return new CannotJudge(
                "the reflog of " + branch + " is damaged, so nobody can say when its commits were received",
                "on the server, restore logs/" + branch
                        + " from a backup, or take out the line that git did not write");
    }

    /** The same with a move that is about to happen. */
    ReflogTimes and(ObjectId before, ObjectId after, Instant at) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(new Entry(before, after, at.getEpochSecond()));
        return new ReflogTimes(more, kept || before.equals(ObjectId.zeroId()));
    }

    /** Whether they are to be had at all. */
    boolean areKept() {
        return kept;
    }

    /**
     * Replaces claimed times by those of receipt.
     *
     * @param times seconds since 1970 by index, as claimed
     * @param ids the line's commits, newest first
     */
    void replace(long[] times, int size, IntFunction<ObjectId> ids, GitObjects objects) {
        if (entries.isEmpty() || size == 0) {
            return;
        }
        Positions positions = new Positions(size, ids, objects);
        Entry first = entries.get(0);
        int present = positions.of(first.before());
        for (int index = present; kept && index < size; index++) {
            times[index] = Math.min(times[index], first.seconds());
        }
        for (Entry entry : entries) {
            // what came while nobody wrote it down counts as come with the next entry
            present = Math.max(present, positions.of(entry.before()));
            int reached = positions.of(entry.after());
            if (reached < present) {
                Arrays.fill(times, reached, present, CommitTime.clamp(entry.seconds()));
            }
            present = reached;
        }
    }

    /**
     * One move.
     *
     * @param seconds since 1970
     */
    private record Entry(ObjectId before, ObjectId after, long seconds) {}

    /** From which index of a line on the first-parent line of another commit is the same. */
    private static final class Positions {
        private final GitObjects objects;
        private final Map<ObjectId, Integer> known = new HashMap<>();

        Positions(int size, IntFunction<ObjectId> ids, GitObjects objects) {
            this.objects = objects;
            known.put(ObjectId.zeroId(), size);
            for (int index = 0; index < size; index++) {
                known.put(ids.apply(index), index);
            }
        }

        /** The line's size where they share nothing, or where what a rewritten branch had is gone. */
        int of(ObjectId commit) {
            List<ObjectId> way = new ArrayList<>();
            ObjectId at = commit;
            Integer position = known.get(at);
            while (position == null) {
                way.add(at);
                at = parent(at);
                position = known.get(at);
            }
            for (ObjectId passed : way) {
                known.put(passed, position);
            }
            return position;
        }

        private ObjectId parent(ObjectId commit) {
            try {
                return objects.commit(commit).firstParent().orElse(ObjectId.zeroId());
            } catch (CannotJudge e) {
                return ObjectId.zeroId();
            }
        }
    }
}
