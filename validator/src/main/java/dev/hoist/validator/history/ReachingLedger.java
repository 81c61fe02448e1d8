package dev.hoist.validator.history;

import java.time.Instant;
import java.util.Optional;

/**
 * A ledger that starts in the middle of a line and then takes the newer commits one by one. It reads older commits only
 * if a question needs them. So an audit of the last changes of a long history reads only these changes and the commits
 * within their soaks.
 */
public final class ReachingLedger implements Ledger {
    private final History history;
    private RunningLedger steps = new RunningLedger();
    private int oldest;
    private int newest;

    /**
     * A ledger that has read nothing yet.
     *
     * @param behind index of the newest commit that counts; the size of the line if no commit counts
     */
    public ReachingLedger(History history, int behind) {
        this.history = history;
        this.oldest = behind;
        this.newest = behind;
    }

    /** Adds the next commit of the line. */
    public void enter(int index) {
        newest = index;
        steps.enter(history, index);
    }

    @Override
    public Optional<Moment> lastMovement(String flag, String environment, Instant earliest) {
        reachBackTo(earliest);
        return steps.lastMovement(flag, environment, earliest);
    }

    @Override
    public Optional<Moment> lastRaiseOfAnother(
            String flag, Optional<String> group, String environment, Instant earliest) {
        reachBackTo(earliest);
        return steps.lastRaiseOfAnother(flag, group, environment, earliest);
    }

    private void reachBackTo(Instant earliest) {
        int end = oldest;
        while (end < history.size() && !history.time(end).isBefore(earliest)) {
            end++;
        }
        if (end > oldest) {
            oldest = end;
            steps = new RunningLedger();
            for (int index = end - 1; index >= newest; index--) {
                steps.enter(history, index);
            }
        }
    }
}
