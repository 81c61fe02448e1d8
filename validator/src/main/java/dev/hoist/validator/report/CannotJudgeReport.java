package dev.hoist.validator.report;

/**
 * The report that there is no verdict.
 *
 * @param message the reason, in lower case, without a full stop
 * @param help the next action, in the same form
 * @param file the path of the policy, relative to the root of the repository, for formats that need a file
 */
public record CannotJudgeReport(String message, String help, String file) {
    /** The text in place of a verdict. Formats that list only rules use it as the id of a rule. */
    static final String OUTCOME = "cannot-judge";

    /**
     * The report for a flags directory.
     *
     * @param flags the flags directory as the user named it
     */
    public static CannotJudgeReport under(String flags, String message, String help) {
        String directory = flags.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
        boolean root = directory.isBlank() || directory.equals(".");
        return new CannotJudgeReport(message, help, root ? "policy.yaml" : directory + "/policy.yaml");
    }

    String sentence() {
        return "cannot judge: " + message;
    }
}
