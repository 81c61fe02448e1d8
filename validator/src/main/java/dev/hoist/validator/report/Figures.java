package dev.hoist.validator.report;

import dev.hoist.validator.finding.ThousandsSeparator;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Formats numbers for people. */
final class Figures {
    private static final int SHOWN_DECIMALS = 4;

    private Figures() {}

    /** An exact number, without exponent and trailing zeros: {@code 25}, {@code 33.33}. */
    static String exact(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    /** A number with only as many decimals as are useful to people. */
    static String shown(BigDecimal number) {
        return exact(number.setScale(Math.min(SHOWN_DECIMALS, Math.max(0, number.scale())), RoundingMode.HALF_UP));
    }

    /**
     * An expected number of users with its sign, rounded to two digits because it is not exact: {@code +15,000} for
     * 15,330.
     */
    static String users(BigDecimal change) {
        BigDecimal whole =
                change.round(new MathContext(2, RoundingMode.HALF_UP)).setScale(0, RoundingMode.HALF_UP);
        if (whole.signum() == 0) {
            return change.signum() == 0 ? "0" : "±0";
        }
        return (whole.signum() < 0 ? "" : "+") + ThousandsSeparator.in(whole.toBigInteger());
    }
}
