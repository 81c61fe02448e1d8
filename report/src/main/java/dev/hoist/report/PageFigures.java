package dev.hoist.report;

/** How a report writes a percentage. */
final class PageFigures {
    private PageFigures() {}

    /** Two decimals at most, rounded down: a share short of a figure never reads as that figure. */
    static String figure(double percent) {
        double rounded = Math.floor(percent * 100 + 1e-9) / 100;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /** A step as people read it: {@code 25 %}, {@code beta 50 %}, {@code region eu-west}. */
    static String step(String step) {
        String text = step.replace('=', ' ');
        return text.matches("(\\S+ )?\\d+(\\.\\d+)?") && !step.startsWith("server=") && !step.startsWith("region=")
                ? text + " %"
                : text;
    }
}
