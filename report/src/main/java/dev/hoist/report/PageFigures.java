package dev.hoist.report;

/** Formats percentages for a report. */
final class PageFigures {
    private PageFigures() {}

    /**
     * A percentage with at most two decimals, rounded down. So a share below a percentage is never shown as that
     * percentage.
     */
    static String figure(double percent) {
        double rounded = Math.floor(percent * 100 + 1e-9) / 100;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /** A step in the form for people: {@code 25 %}, {@code beta 50 %}, {@code region eu-west}. */
    static String step(String step) {
        String text = step.replace('=', ' ');
        return text.matches("(\\S+ )?\\d+(\\.\\d+)?") && !step.startsWith("server=") && !step.startsWith("region=")
                ? text + " %"
                : text;
    }
}
