package dev.hoist.validator.history;

import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.time.Instant;

/**
 * A line with one more commit. That commit exists only in memory.
 *
 * @param newest full id of the added commit
 * @param tree flags of the added commit
 * @param landed time of the added commit
 */
public record LineOnTop(String newest, FlagTree tree, Instant landed, CommitLine below) implements CommitLine {
    @Override
    public int size() {
        return below.size() + 1;
    }

    @Override
    public String commit(int index) {
        return index == 0 ? newest : below.commit(index - 1);
    }

    @Override
    public Instant time(int index) {
        if (index > 0) {
            return below.time(index - 1);
        }
        return below.size() > 0 && landed.isBefore(below.time(0)) ? below.time(0) : landed;
    }

    @Override
    public Instant claimed(int index) {
        return index == 0 ? landed : below.claimed(index - 1);
    }

    @Override
    public FlagTree tree(int index) {
        return index == 0 ? tree : below.tree(index - 1);
    }

    @Override
    public boolean sameTree(int index, int other) {
        if (index > 0 && other > 0) {
            return below.sameTree(index - 1, other - 1);
        }
        return index == other || tree(index).differingPaths(tree(other)).isEmpty();
    }

    @Override
    public TimeSource timeSource() {
        return below.timeSource();
    }
}
