package dev.hoist.validator.git;

import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.tree.RawFolder;
import dev.hoist.validator.tree.TreeReader;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** A commit and its first parents up to the root. It takes only a few dozen bytes for each commit. */
public final class FirstParentLine implements CommitLine {
    private static final int WORDS = 5;
    private static final byte[] POLICY_FILE = Constants.encode(FlagTree.POLICY_FILE);

    private final GitObjects objects;
    private final TreeReader trees;
    private final FlagsPath path;
    private int size;
    private int[] ids = new int[WORDS * 64];
    private int[] roots = new int[WORDS * 64];
    private long[] claimed = new long[64];
    private final long[] times;
    private final TimeSource timeSource;
    private int latestIndex;
    private @Nullable FlagTree latest;
    private final int[] lookedUp = {-1, -1};
    private final List<Optional<ObjectId>> lookedUpFlags = new ArrayList<>(List.of(Optional.empty(), Optional.empty()));

    /** Loads the line; without a newest commit, the line is empty. */
    FirstParentLine(
            GitObjects objects, TreeReader trees, FlagsPath path, @Nullable ObjectId newest, LineTimes lineTimes) {
        this.objects = objects;
        this.trees = trees;
        this.path = path;
        for (Optional<ObjectId> next = Optional.ofNullable(newest); next.isPresent(); ) {
            GitObjects.Header header = objects.commit(next.get());
            add(next.get(), header);
            next = header.firstParent();
        }
        times = claimed.clone();
        lineTimes.replace(times, size, this::id, this::firstParent);
        timeSource = lineTimes.source();
        for (int index = size - 2; index >= 0; index--) {
            times[index] = Math.max(times[index], times[index + 1]);
        }
    }

    /** The index of a commit; empty if the commit is not on the line. */
    public OptionalInt indexOf(CommitId commit) {
        ObjectId wanted = commit.object();
        for (int index = 0; index < size; index++) {
            if (object(index).equals(wanted)) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }

    private void add(ObjectId id, GitObjects.Header header) {
        if (size == claimed.length) {
            claimed = Arrays.copyOf(claimed, size * 2);
            ids = Arrays.copyOf(ids, size * 2 * WORDS);
            roots = Arrays.copyOf(roots, size * 2 * WORDS);
        }
        id.copyRawTo(ids, size * WORDS);
        header.tree().copyRawTo(roots, size * WORDS);
        claimed[size] = header.committed();
        size++;
    }

    private CommitId firstParent(CommitId commit) {
        try {
            return objects.commit(commit.object())
                    .firstParent()
                    .map(CommitId::of)
                    .orElse(CommitId.ZERO);
        } catch (CannotJudge e) {
            return CommitId.ZERO;
        }
    }

    public CommitId id(int index) {
        return CommitId.of(object(index));
    }

    private ObjectId object(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("commit " + index + " of a line of " + size);
        }
        return ObjectId.fromRaw(ids, index * WORDS);
    }

    /** Whether there is a flags directory at that commit. */
    public boolean hasFlags(int index) {
        return flags(index).isPresent();
    }

    /** Whether the flags directories at two commits of two lines are the same, byte for byte. */
    public boolean sameTree(int index, FirstParentLine other, int otherIndex) {
        return flags(index).equals(other.flags(otherIndex));
    }

    private Optional<ObjectId> flags(int index) {
        int slot = index & 1; // neighbours are compared with each other
        if (lookedUp[slot] != index) {
            lookedUpFlags.set(slot, objects.flags(ObjectId.fromRaw(roots, index * WORDS), path));
            lookedUp[slot] = index;
        }
        return lookedUpFlags.get(slot);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String commit(int index) {
        return object(index).name();
    }

    @Override
    public Instant time(int index) {
        return CommitTime.of(times[index]);
    }

    @Override
    public Instant claimed(int index) {
        return CommitTime.of(claimed[index]);
    }

    @Override
    public FlagTree tree(int index) {
        FlagTree known = latest;
        if (known == null || (latestIndex != index && !sameTree(latestIndex, index))) {
            known = read(index, trees, folder -> folder);
            latest = known;
        }
        latestIndex = index;
        return known;
    }

    /**
     * Reads the flags at a commit.
     *
     * @param part selects the part of the flags directory that is read
     */
    FlagTree read(int index, TreeReader by, UnaryOperator<RawFolder> part) {
        try {
            return flags(index)
                    .map(id -> by.read(part.apply(new GitFolder(objects, id))))
                    .orElseGet(() -> FlagTree.empty(path.text()));
        } catch (CannotJudge e) {
            throw new CannotJudge("commit " + ShortCommit.of(commit(index)) + ": " + e.getMessage(), e.help());
        }
    }

    @Override
    public boolean sameTree(int index, int other) {
        Optional<ObjectId> one = flags(index);
        return one.equals(flags(other));
    }

    @Override
    public boolean samePolicyFile(int index, int other) {
        return sameTree(index, other) || policyFile(index).equals(policyFile(other));
    }

    private Optional<GitObjects.Found> policyFile(int index) {
        return flags(index).map(folder -> objects.child(folder, POLICY_FILE));
    }

    @Override
    public CommitLine about(Set<String> keys) {
        return new LineOfFlags(this, objects, trees, keys);
    }

    /** The id of the flags directory at a commit, only for comparisons; null if the commit has none. */
    @Nullable
    ObjectId flagsFolder(int index) {
        ObjectId folder = ObjectId.fromRaw(roots, index * WORDS);
        for (String segment : path.segments()) {
            TreeBytes.Entry entry = TreeBytes.entry(objects.treeBytes(folder), Constants.encode(segment));
            if (entry == null || !entry.isFolder()) {
                return null;
            }
            folder = entry.id();
        }
        return folder;
    }

    @Override
    public TimeSource timeSource() {
        return timeSource;
    }
}
