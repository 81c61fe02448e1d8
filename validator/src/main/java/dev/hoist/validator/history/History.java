package dev.hoist.validator.history;

import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.exposure.PolicyHistory;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A line of commits as the judge reads it. An unreadable file counts as its newest readable version. The history tells
 * what moved in each commit. It reads back only as far as a question needs.
 */
public final class History {
    private static final int KEPT = 8;

    private final CommitLine line;
    private final int newest;
    private final Map<Integer, FlagState> states;
    private final Map<Integer, Moves> moves;
    private final CommitCache memory;

    /** The index from which on no commit has a readable policy; calculated once. */
    private final AtomicInteger bare;

    /** The index from which on no commit has a policy file; calculated once. */
    private final AtomicInteger unwritten;

    public History(CommitLine line) {
        this(line, CommitCache.NONE);
    }

    /** A history with a cache that may have the results for some commits. */
    public History(CommitLine line, CommitCache memory) {
        this(
                line,
                0,
                new Recent<>(KEPT),
                new Recent<>(100 * KEPT),
                memory,
                new AtomicInteger(line.size()),
                new AtomicInteger(line.size()));
    }

    private History(
            CommitLine line,
            int newest,
            Map<Integer, FlagState> states,
            Map<Integer, Moves> moves,
            CommitCache memory,
            AtomicInteger bare,
            AtomicInteger unwritten) {
        this.line = line;
        this.newest = newest;
        this.states = states;
        this.moves = moves;
        this.memory = memory;
        this.bare = bare;
        this.unwritten = unwritten;
    }

    /** The same history without its newest commits. Both share what they have read. */
    public History from(int index) {
        return new History(line.from(index), newest + index, states, moves, memory, bare, unwritten);
    }

    public CommitLine line() {
        return line;
    }

    public int size() {
        return line.size();
    }

    public Instant time(int index) {
        return line.time(index);
    }

    /**
     * The latest time at which the state before a commit ended. Normally this is the commit's time of receipt. A
     * repository can receive a commit long after it was made, for example when a history moves to another server. So
     * the committer time counts if it is earlier.
     */
    public Instant leaving(int index) {
        Instant time = line.time(index);
        Instant claimed = line.claimed(index);
        return line.timeSource() == TimeSource.RECEIVED && claimed.isBefore(time) ? claimed : time;
    }

    /** The flags at a commit, read with the newest readable policy at or behind the commit. */
    public FlagState state(int index) {
        FlagState known = states.get(newest + index);
        if (known == null) {
            known = readSide(index);
            states.put(newest + index, known);
        }
        return known;
    }

    /** The newest readable policy at or behind a commit. */
    public Optional<Policy> policy(int index) {
        return index >= size() ? Optional.empty() : state(index).policy();
    }

    /** Whether any commit has a policy, readable or not. */
    public boolean hasHadPolicyFile() {
        for (int index = 0; newest + index < unwritten.get(); index++) {
            if ((index == 0 || !line.samePolicyFile(index, index - 1))
                    && line.tree(index).hasPolicyFile()) {
                return true;
            }
        }
        unwritten.set(Math.min(unwritten.get(), newest));
        return false;
    }

    /** The readable policies at and behind a commit. */
    public PolicyHistory policyHistory(int index) {
        return () -> IntStream.range(index, size())
                .filter(older -> older == index || !line.samePolicyFile(older, older - 1))
                .mapToObj(line::tree)
                .flatMap(tree -> tree.policy().stream());
    }

    /** Whether a commit raised anything in an environment, compared with its first parent. */
    public boolean raisedIn(String environment, int index) {
        return moves(index).moves().stream()
                .anyMatch(move -> move.rose() && move.environment().equals(environment));
    }

    /** The movements and rises of a commit, compared with its first parent. */
    Moves moves(int index) {
        Moves known = moves.get(newest + index);
        if (known == null) {
            known = memory.moves(newest + index).orElseGet(() -> foundMoves(index));
            moves.put(newest + index, known);
        }
        return known;
    }

    private Moves foundMoves(int index) {
        Moves found = index + 1 < size() && line.sameTree(index, index + 1) ? Moves.NONE : readMoves(index);
        memory.keepMoves(newest + index, found);
        return found;
    }

    /** Stores a comparison of a commit with its first parent, so that it is not made again. */
    public void know(int index, Comparison step) {
        states.put(newest + index, step.after());
        Moves found = Moves.between(step);
        moves.put(newest + index, found);
        memory.keepMoves(newest + index, found);
    }

    private Moves readMoves(int index) {
        FlagState before = index + 1 < size()
                ? state(index + 1)
                : new FlagState(FlagTree.empty(line.tree(index).directory()), Optional.empty());
        return Moves.between(new Comparison(before, state(index), policyHistory(index + 1)));
    }

    private FlagState readSide(int index) {
        FlagState parent = states.get(newest + index + 1);
        if (parent != null && line.sameTree(index, index + 1)) {
            return parent;
        }
        FlagTree tree = line.tree(index);
        for (int older = index + 1; older < size() && !tree.stillUnreadable().isEmpty(); older++) {
            if (!line.sameTree(older, older - 1)) {
                tree = tree.fallingBackOn(line.tree(older));
            }
        }
        Optional<Policy> policy = tree.policy();
        for (int older = index + 1; newest + older < bare.get() && policy.isEmpty(); older++) {
            if (!line.sameTree(older, older - 1)) {
                policy = line.tree(older).policy();
            }
        }
        if (policy.isEmpty()) {
            bare.set(Math.min(bare.get(), newest + index));
        }
        return new FlagState(tree, policy);
    }

    /**
     * A map with a limited size. It drops the oldest entries, but never the entry of the newest commit, because every
     * change is compared with that commit.
     */
    private static final class Recent<V> extends LinkedHashMap<Integer, V> {
        private static final long serialVersionUID = 1L;
        private static final int NEWEST = 0;

        private final int kept;

        Recent(int kept) {
            this.kept = kept;
        }

        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<Integer, V> eldest) {
            if (size() <= kept) {
                return false;
            }
            if (eldest == null || eldest.getKey() != NEWEST) {
                return true;
            }
            Iterator<Integer> oldest = keySet().iterator();
            oldest.next();
            oldest.next();
            oldest.remove();
            return false;
        }
    }
}
