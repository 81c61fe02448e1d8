package dev.hoist.validator.verdict;

/**
 * Hoist cannot judge: no such commit, a shallow clone, a conflict, nothing to judge. The message says why, the help
 * says what to do. The exit code is 2, never 0.
 */
public final class CannotJudge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String help;
    private final boolean forWantOfHistory;

    /**
     * A reason and the way out.
     *
     * @param message lower case, without a full stop
     * @param help the next action, likewise
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
     * There is no base: no repository, a shallow clone or an unknown base. The structure alone could still be judged.
     */
    public static CannotJudge withoutHistory(String message, String help) {
        return new CannotJudge(message, help, true);
    }

    /** Whether {@link dev.hoist.validator.Hoist#structure} may have an answer where this has none. */
    public boolean isForWantOfHistory() {
        return forWantOfHistory;
    }

    public String help() {
        return help;
    }
}
