package dev.hoist.operate.plan;

import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A line of commits with planned commits on top, which do not exist yet. */
final class PlannedLine implements CommitLine {
    private final CommitLine landed;
    private final List<Planned> planned;

    /**
     * A line with planned commits.
     *
     * @param planned the planned commits, newest first
     */
    private PlannedLine(CommitLine landed, List<Planned> planned) {
        this.landed = landed;
        this.planned = planned;
    }

    PlannedLine(CommitLine landed) {
        this(landed, List.of());
    }

    /** The same line with one more commit. */
    PlannedLine plus(FlagTree tree, Instant time) {
        List<Planned> more = new ArrayList<>();
        more.add(new Planned(tree, time, "planned-" + planned.size()));
        more.addAll(planned);
        return new PlannedLine(landed, List.copyOf(more));
    }

    @Override
    public int size() {
        return planned.size() + landed.size();
    }

    @Override
    public String commit(int index) {
        return isPlanned(index) ? planned.get(index).name() : landed.commit(index - planned.size());
    }

    @Override
    public Instant time(int index) {
        return isPlanned(index) ? planned.get(index).time() : landed.time(index - planned.size());
    }

    @Override
    public Instant claimed(int index) {
        return isPlanned(index) ? planned.get(index).time() : landed.claimed(index - planned.size());
    }

    @Override
    public FlagTree tree(int index) {
        return isPlanned(index) ? planned.get(index).tree() : landed.tree(index - planned.size());
    }

    @Override
    public boolean sameTree(int index, int other) {
        return index == other
                || (!isPlanned(index)
                        && !isPlanned(other)
                        && landed.sameTree(index - planned.size(), other - planned.size()));
    }

    @Override
    public boolean samePolicyFile(int index, int other) {
        // a plan leaves the policy as it is, apart from what the working tree changes first
        return index == other
                || (!isPlanned(index)
                        && !isPlanned(other)
                        && landed.samePolicyFile(index - planned.size(), other - planned.size()));
    }

    @Override
    public TimeSource timeSource() {
        return landed.timeSource();
    }

    private boolean isPlanned(int index) {
        return index < planned.size();
    }

    private record Planned(FlagTree tree, Instant time, String name) {}
}
