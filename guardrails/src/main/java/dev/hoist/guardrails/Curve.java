package dev.hoist.guardrails;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * For each minute, the worst value that any series has at that minute, and the series that has this value. A minute
 * with only NaN is not the same as a minute without a value.
 */
final class Curve {
    private final Instant start;
    private final double[] values;
    private final boolean[] nan;
    private final String[] labels;

    private Curve(Instant start, int size) {
        this.start = start;
        this.values = new double[size];
        this.nan = new boolean[size];
        this.labels = new String[size];
        Arrays.fill(values, Double.NaN);
        Arrays.fill(labels, "");
    }

    /**
     * The worst values of all series.
     *
     * @param isMost whether larger values are worse
     */
    static Curve worst(Answer.Data data, Instant start, int size, boolean isMost) {
        Curve curve = new Curve(start, size);
        for (Answer.Series series : data.series()) {
            String label = series.labelText();
            for (int at = 0; at < series.times().length; at++) {
                double index = (series.times()[at] - start.getEpochSecond()) / MetricsServer.STEP;
                long nearest = Math.round(index);
                if (nearest >= 0 && nearest < size && Math.abs(index - nearest) < 0.5) {
                    curve.take((int) nearest, series.values()[at], label, isMost);
                }
            }
        }
        return curve;
    }

    private void take(int index, double value, String label, boolean isMost) {
        if (Double.isNaN(value)) {
            nan[index] = true;
            return;
        }
        boolean worse = Double.isNaN(values[index]) || (isMost ? value > values[index] : value < values[index]);
        if (worse) {
            values[index] = value;
            labels[index] = label;
        }
    }

    /**
     * This curve divided by another one, minute by minute. A minute at which one of the two has no value has no value.
     */
    Curve dividedBy(Curve baseline) {
        Curve ratio = new Curve(start, values.length);
        for (int index = 0; index < values.length; index++) {
            boolean both = has(index) && baseline.has(index);
            if (both) {
                ratio.values[index] = values[index] / baseline.values[index];
                ratio.labels[index] = labels[index];
            }
            boolean neitherIsMissing = (has(index) || nan[index]) && (baseline.has(index) || baseline.nan[index]);
            ratio.nan[index] = neitherIsMissing && !ratio.has(index);
        }
        return ratio;
    }

    int size() {
        return values.length;
    }

    boolean has(int index) {
        return !Double.isNaN(values[index]);
    }

    /** Whether there is only NaN at a minute. */
    boolean isNan(int index) {
        return !has(index) && nan[index];
    }

    double value(int index) {
        return values[index];
    }

    Optional<String> label(int index) {
        return Optional.of(labels[index]).filter(text -> !text.isEmpty());
    }

    Instant time(int index) {
        return start.plusSeconds((long) index * MetricsServer.STEP);
    }

    /** The index of the newest value; -1 if there is none. */
    int newest() {
        int index = values.length - 1;
        while (index >= 0 && !has(index)) {
            index--;
        }
        return index;
    }
}
