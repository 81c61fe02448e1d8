package dev.hoist.validator.report;

/**
 * Why there is no verdict.
 *
 * @param message lower case, without a full stop
 * @param help the next action, in the same form
 * @param file the path of the policy, relative to the root of the repository, for formats that need a file
 */
public record CannotJudgeReport(String message, String help, String file) {
    /** The text in place of a verdict, also used as a rule id in formats that list only rules. */
    static final String OUTCOME = "cannot-judge";

    /**
     * The same, by the flags directory.
     *
     * @param flags as it was asked for
     */
    public static CannotJudgeReport under(String flags, String message, String help) {
        String directory = flags.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
        boolean root = directory.isBlank() || directory.equals(".");
        return new CannotJudgeReport(message, help, root ? "policy.yaml" : directory + "/policy.yaml");
    }

    /** In one sentence. */
    String sentence() {
        return "cannot judge: " + message;
    }
}
