package dev.hoist.validator.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A share of users in exact hundredths of a percent. It never uses binary floating point.
 *
 * @param hundredths 0 to 10,000
 */
public record Percentage(int hundredths) implements Comparable<Percentage> {
    public static final Percentage NONE = new Percentage(0);
    public static final Percentage ALL = new Percentage(10_000);

    public Percentage {
        if (hundredths < 0 || hundredths > 10_000) {
            throw new IllegalArgumentException("a percentage lies between 0 and 100: " + hundredths + " hundredths");
        }
    }

    /**
     * The exact percentage in a file.
     *
     * @param percent 0 to 100 with at most two decimals
     * @throws ArithmeticException if there are more than two decimals
     */
    public static Percentage of(BigDecimal percent) {
        return new Percentage(
                percent.setScale(2, RoundingMode.UNNECESSARY).unscaledValue().intValueExact());
    }

    /** A whole percentage, 0 to 100. */
    public static Percentage of(int percent) {
        return new Percentage(Math.multiplyExact(percent, 100));
    }

    public BigDecimal percent() {
        return BigDecimal.valueOf(hundredths, 2);
    }

    public boolean isNone() {
        return hundredths == 0;
    }

    public boolean isAll() {
        return hundredths == 10_000;
    }

    /** Whether it lies strictly between 0 and 100. */
    public boolean isPartial() {
        return !isNone() && !isAll();
    }

    public boolean isAbove(Percentage other) {
        return hundredths > other.hundredths;
    }

    /** Compares like a record. Written out because the first call of a record's own method takes long. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Percentage that && hundredths == that.hundredths;
    }

    @Override
    public int hashCode() {
        return hundredths;
    }

    @Override
    public int compareTo(Percentage other) {
        return Integer.compare(hundredths, other.hundredths);
    }

    /** The number as people write it: {@code 25}, {@code 2.5}, {@code 33.33}. */
    @Override
    public String toString() {
        BigDecimal stripped = percent().stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0).toPlainString() : stripped.toPlainString();
    }
}
