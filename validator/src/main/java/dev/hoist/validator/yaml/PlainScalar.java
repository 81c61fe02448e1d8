package dev.hoist.validator.yaml;

import dev.hoist.validator.yaml.YamlNode.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the type of a scalar without quotes, or the types that different readers could give it. A scalar is ambiguous
 * if YAML 1.1, the core schema of YAML 1.2 or a common reader takes it for something other than text.
 */
final class PlainScalar {
    private static final Pattern MORE_DECIMALS = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]{3,}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private static final Set<String> TRUTHS = Set.of(
            "y", "Y", "n", "N", "Yes", "yes", "YES", "No", "no", "NO", "On", "on", "ON", "Off", "off", "OFF", "True",
            "TRUE", "False", "FALSE");
    private static final Set<String> NULLS = Set.of("Null", "NULL");
    private static final int LONGEST_TRAP = 5;
    /** Integers of any base, with signs, underscores and leading zeros. */
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)");
    /** Numbers with a point. Points may stand anywhere, because YAML 1.1 reads 1.2.3 as a number. */
    private static final Pattern FRACTION = Pattern.compile("[-+]?[0-9.][0-9_.]*([eE][-+]?[0-9]+)?");

    private static final Pattern SPECIAL = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    /** Numbers in base 60. They may have a leading zero, because some readers accept it. */
    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");

    private static final Pattern TIMESTAMP =
            Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
                    + "(\\.[0-9]*)?[ \\t]*(Z|[-+][0-9]{1,2}(:?[0-9]{2})?)?)?");
    private static final Pattern OTHER = Pattern.compile("=|<<");
    private static final Pattern LONG_NUMBER = Pattern.compile("[-+.]?[0-9][0-9a-fA-FoOxX_.:+-]*");

    /**
     * The most characters of a scalar that is checked exactly. A longer one is no number that anybody means, and the
     * patterns would need deep recursion for it.
     */
    private static final int LONGEST_PRECISE = 100;

    private PlainScalar() {}

    /** The type in the plain subset; empty if the scalar is ambiguous. */
    static Optional<Kind> kind(String text) {
        if (text.isEmpty() || text.equals("~") || text.equals("null")) {
            return Optional.of(Kind.NULL);
        }
        if (text.length() > LONGEST_PRECISE) {
            return LONG_NUMBER.matcher(text).matches() ? Optional.empty() : Optional.of(Kind.TEXT);
        }
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(Kind.BOOLEAN);
        }
        if (isWord(text)) {
            return trapOfWord(text).isPresent() ? Optional.empty() : Optional.of(Kind.TEXT);
        }
        Kind number = number(text);
        if (number != null) {
            return Optional.of(number);
        }
        return trap(text).isPresent() ? Optional.empty() : Optional.of(Kind.TEXT);
    }

    /** Why a scalar is ambiguous; empty if it is not. */
    static Optional<Trap> trap(String text) {
        if (text.length() > LONGEST_PRECISE) {
            return LONG_NUMBER.matcher(text).matches() ? Optional.of(Trap.NUMBER) : Optional.empty();
        }
        if (isWord(text)) {
            return trapOfWord(text);
        }
        if (DATE.matcher(text).matches()) {
            return Optional.empty();
        }
        if (MORE_DECIMALS.matcher(text).matches()) {
            return Optional.of(Trap.DECIMALS);
        }
        if (WHOLE.matcher(text).matches()
                || FRACTION.matcher(text).matches()
                || SPECIAL.matcher(text).matches()) {
            return Optional.of(Trap.NUMBER);
        }
        if (SEXAGESIMAL.matcher(text).matches() || TIMESTAMP.matcher(text).matches()) {
            return Optional.of(Trap.TIME);
        }
        return OTHER.matcher(text).matches() ? Optional.of(Trap.OTHER) : Optional.empty();
    }

    /**
     * The type of a number: digits without leading zeros, with at most two decimals. Null if the text is neither an
     * integer nor a decimal.
     */
    private static @Nullable Kind number(String text) {
        int length = text.length();
        int start = text.charAt(0) == '-' ? 1 : 0;
        int end = digits(text, start);
        if (end == start || (text.charAt(start) == '0' && end > start + 1)) {
            return null;
        }
        if (end == length) {
            return start == 1 && text.charAt(1) == '0' ? null : Kind.INTEGER;
        }
        int decimals = length - end - 1;
        boolean isDecimal =
                text.charAt(end) == '.' && decimals >= 1 && decimals <= 2 && digits(text, end + 1) == length;
        // zero has no sign: readers that keep it tell -0.0 from 0
        return isDecimal && !(start == 1 && isZero(text, end)) ? Kind.DECIMAL : null;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** Whether a decimal with a sign is 0. */
    private static boolean isZero(String text, int point) {
        if (point != 2 || text.charAt(1) != '0') {
            return false;
        }
        for (int at = point + 1; at < text.length(); at++) {
            if (text.charAt(at) != '0') {
                return false;
            }
        }
        return true;
    }

    /** Whether a scalar is a word. Most scalars are, and no reader takes a word for a number or a time. */
    private static boolean isWord(String text) {
        return Character.isLetter(text.codePointAt(0));
    }

    private static Optional<Trap> trapOfWord(String text) {
        if (text.length() > LONGEST_TRAP) {
            return Optional.empty();
        }
        if (TRUTHS.contains(text)) {
            return Optional.of(Trap.TRUTH);
        }
        return NULLS.contains(text) ? Optional.of(Trap.NULL) : Optional.empty();
    }

    /** What some reader could take a scalar for. */
    enum Trap {
        TRUTH("a boolean to some YAML parsers and text to others"),
        NULL("nothing to some YAML parsers and text to others"),
        DECIMALS("a number with more than two decimals"),
        NUMBER("a number that YAML parsers disagree on"),
        TIME("a time or a number to some YAML parsers and text to others"),
        OTHER("a special word to some YAML parsers and text to others");

        private final String reading;

        Trap(String reading) {
            this.reading = reading;
        }

        String reading() {
            return reading;
        }
    }
}
