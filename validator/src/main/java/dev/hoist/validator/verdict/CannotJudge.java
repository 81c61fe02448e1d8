package dev.hoist.validator.verdict;

/**
 * Hoist has no answer: no such commit, a shallow clone, a conflict, nothing to judge. The message says why in a sentence, the
 * help what to do about it. Exit code 2, never 0.
 */
public final class CannotJudge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String help;

    /**
     * A reason and the way out.
     *
     * @param message lower case, without a full stop
     * @param help the next action, likewise
     */
    public CannotJudge(String message, String help) {
        super(message);
        this.help = help;
    }

    public String help() {
        return help;
    }
}
