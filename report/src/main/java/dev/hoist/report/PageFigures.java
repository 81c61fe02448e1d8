package dev.hoist.report;

/** How a report writes a percentage. */
final class PageFigures {
    private PageFigures() {}

    /** Two decimals at most, rounded down: a share short of a figure never reads as that figure. */
    static String figure(double percent) {
        double rounded = Math.floor(percent * 100 + 1e-9) / 100;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
