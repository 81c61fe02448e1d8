package dev.hoist.validator.finding;

import java.math.BigInteger;

/** Writes whole numbers for people, with a comma between thousands: {@code 15,330}. */
public final class ThousandsSeparator {
    private static final int DIGITS = 3;

    private ThousandsSeparator() {}

    /** A number with its separators; a negative one begins with {@code -}. */
    public static String in(long number) {
        return in(BigInteger.valueOf(number));
    }

    /** A number with its separators; a negative one begins with {@code -}. */
    public static String in(BigInteger number) {
        // not String.format, which loads the data of a locale in every run
        StringBuilder digits = new StringBuilder(number.abs().toString());
        for (int before = digits.length() - DIGITS; before > 0; before -= DIGITS) {
            digits.insert(before, ',');
        }
        return number.signum() < 0 ? digits.insert(0, '-').toString() : digits.toString();
    }
}
