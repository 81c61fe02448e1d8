package dev.hoist.guardrails.compare;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * How much higher a metric is with a flag on than with it off.
 *
 * @param median the median of the samples with the flag off
 * @param estimate the median of all differences (Hodges and Lehmann)
 * @param low the lower end of the estimate's 95 % interval
 * @param high the upper end of the estimate's 95 % interval
 * @param allowed the largest shift that is no breach
 * @param p the p-value of the one-sided test that the metric is higher with the flag on (Mann and Whitney)
 */
public record Shift(
        String metric,
        int off,
        int on,
        double median,
        double estimate,
        double low,
        double high,
        double allowed,
        double p,
        State state) {
    private static final int FEWEST = 20;
    private static final double SIGNIFICANT = 0.05;

    /** The two-sided 95 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    /** The result of a comparison. */
    public enum State {
        BREACH,
        NO_DATA,
        PASS;

        public String text() {
            return this == NO_DATA ? "no-data" : this == PASS ? "pass" : "breach";
        }
    }

    /**
     * Compares the samples of one metric.
     *
     * @param percent how much higher the metric may be, in percent of the median with the flag off
     */
    static Shift of(String metric, Optional<double[]> off, Optional<double[]> on, BigDecimal percent) {
        double[] without = off.orElse(new double[0]);
        double[] with = on.orElse(new double[0]);
        if (without.length < FEWEST || with.length < FEWEST) {
            return new Shift(
                    metric,
                    without.length,
                    with.length,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    State.NO_DATA);
        }
        Arrays.sort(without);
        Arrays.sort(with);
        double median = (without[(without.length - 1) / 2] + without[without.length / 2]) / 2;
        double allowed = Math.abs(median) * percent.doubleValue() / 100;
        double n = without.length;
        double m = with.length;
        long pairs = (long) without.length * with.length;
        long cut = (long) Math.floor(n * m / 2 - Z * Math.sqrt(n * m * (n + m + 1) / 12));
        long lowRank = Math.max(0, cut);
        double low = difference(with, without, lowRank);
        double high = difference(with, without, pairs - 1 - lowRank);
        double estimate = (difference(with, without, (pairs - 1) / 2) + difference(with, without, pairs / 2)) / 2;
        double p = MannWhitneyUTest.withDefaults()
                .with(AlternativeHypothesis.GREATER_THAN)
                .test(with, without)
                .getPValue();
        State state =
                high < allowed ? State.PASS : p < SIGNIFICANT && estimate > allowed ? State.BREACH : State.NO_DATA;
        return new Shift(metric, without.length, with.length, median, estimate, low, high, allowed, p, state);
    }

    /**
     * The difference with a given rank among all differences between a sample of one side and a sample of the other. It
     * is found by halving the range of values.
     */
    private static double difference(double[] with, double[] without, long rank) {
        double low = with[0] - without[without.length - 1];
        double high = with[with.length - 1] - without[0];
        for (int halving = 0; halving < 200 && low < high; halving++) {
            double middle = low + (high - low) / 2;
            if (middle >= high) {
                break;
            }
            if (countAtMost(with, without, middle) > rank) {
                high = middle;
            } else if (middle <= low) {
                break;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static long countAtMost(double[] with, double[] without, double limit) {
        long count = 0;
        int first = without.length;
        // with - without <= limit  ⇔  without >= with - limit
        for (double value : with) {
            int at = Arrays.binarySearch(without, value - limit);
            first = at < 0 ? -at - 1 : at;
            while (first > 0 && without[first - 1] >= value - limit) {
                first--;
            }
            count += without.length - first;
        }
        return count;
    }
}
