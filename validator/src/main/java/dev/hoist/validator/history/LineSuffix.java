package dev.hoist.validator.history;

import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.time.Instant;
import java.util.Set;

/** A line without its newest commits. */
record LineSuffix(CommitLine whole, int newest) implements CommitLine {
    @Override
    public int size() {
        return Math.max(0, whole.size() - newest);
    }

    @Override
    public String commit(int index) {
        return whole.commit(newest + index);
    }

    @Override
    public Instant time(int index) {
        return whole.time(newest + index);
    }

    @Override
    public Instant claimed(int index) {
        return whole.claimed(newest + index);
    }

    @Override
    public FlagTree tree(int index) {
        return whole.tree(newest + index);
    }

    @Override
    public boolean sameTree(int index, int other) {
        return whole.sameTree(newest + index, newest + other);
    }

    @Override
    public boolean samePolicyFile(int index, int other) {
        return whole.samePolicyFile(newest + index, newest + other);
    }

    @Override
    public CommitLine about(Set<String> keys) {
        return new LineSuffix(whole.about(keys), newest);
    }

    @Override
    public TimeSource timeSource() {
        return whole.timeSource();
    }

    @Override
    public CommitLine from(int more) {
        return new LineSuffix(whole, newest + more);
    }
}
