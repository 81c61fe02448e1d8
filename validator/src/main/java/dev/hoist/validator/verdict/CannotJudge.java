package dev.hoist.validator.verdict;

/**
 * The reason why Hoist cannot judge: there is no such commit, the clone is shallow, there is a conflict, or there is
 * nothing to judge. The message gives the reason, and the help says what to do. The exit code is 2, never 0.
 */
public final class CannotJudge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String help;
    private final boolean forWantOfHistory;

    /**
     * A reason, and what to do.
     *
     * @param message lower case, without a full stop
     * @param help the next action, in the same form
     */
    public CannotJudge(String message, String help) {
        this(message, help, false);
    }

    private CannotJudge(String message, String help, boolean forWantOfHistory) {
        super(message);
        this.help = help;
        this.forWantOfHistory = forWantOfHistory;
    }

    /**
     * A failure because there is no base: no repository, a shallow clone or an unknown base. The structure alone could
     * still be judged.
     */
    public static CannotJudge withoutHistory(String message, String help) {
        return new CannotJudge(message, help, true);
    }

    /** Whether {@link dev.hoist.validator.Hoist#structure} could still judge the structure. */
    public boolean isForWantOfHistory() {
        return forWantOfHistory;
    }

    public String help() {
        return help;
    }
}
