package dev.hoist.guardrails;

import dev.hoist.validator.reading.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Optional;

/** Formats values and durations. */
public final class ValueText {
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private ValueText() {}

    /** A value with its unit: {@code 6.2 %}. */
    static String of(double value, Optional<String> unit) {
        return number(value) + unit.map(text -> " " + text).orElse("");
    }

    /** A value for display beside a threshold. If the two differ, they also look different. */
    public static String beside(BigDecimal threshold, double value, Optional<String> unit) {
        boolean looksEqual = Double.isFinite(value)
                && threshold.doubleValue() != value
                && new BigDecimal(value).round(FOUR_DIGITS).compareTo(threshold) == 0;
        return looksEqual ? value + unit.map(text -> " " + text).orElse("") : of(value, unit);
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinite" : "negative infinite";
        }
        BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
        boolean plain = rounded.signum() == 0 || (rounded.precision() - rounded.scale() <= 15 && rounded.scale() <= 10);
        return rounded.signum() == 0 ? "0" : plain ? rounded.toPlainString() : rounded.toString();
    }

    /** A duration: {@code 6m}, {@code 1h30m}; in seconds only below a minute. */
    public static String duration(Duration duration) {
        return duration.toMinutes() == 0 ? duration.toSeconds() + "s" : Durations.text(duration);
    }
}
