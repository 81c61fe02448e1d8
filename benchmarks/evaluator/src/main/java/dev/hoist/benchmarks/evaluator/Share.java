package dev.hoist.benchmarks.evaluator;

/** How many of some users get a flag, to see that each library really takes the decision that is measured. */
final class Share {
    private final String of;
    private int asked;
    private int on;

    Share(String of) {
        this.of = of;
    }

    void add(boolean value) {
        asked++;
        on += value ? 1 : 0;
    }

    /** Four standard deviations of the 256 users that are asked are 11 points. */
    void requireAQuarter() {
        double percent = 100.0 * on / asked;
        if (percent < 14 || percent > 36) {
            throw new IllegalStateException(of + " turns the flag on for " + percent + " % where 25 % are wanted");
        }
    }
}
