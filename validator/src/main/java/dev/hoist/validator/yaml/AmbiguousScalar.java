package dev.hoist.validator.yaml;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Place;
import java.util.Locale;

/**
 * The rule {@code ambiguous-scalar}: a scalar without quotes is text to one YAML reader, and a number, a boolean or a
 * time to another.
 */
public final class AmbiguousScalar {
    public static final RuleId ID = RuleId.of(AmbiguousScalar.class);

    private AmbiguousScalar() {}

    static Finding of(Place place, String text, PlainScalar.Trap trap) {
        return Finding.error(ID, place, "\"" + text + "\" is " + trap.reading()).help(help(text, trap));
    }

    private static String help(String text, PlainScalar.Trap trap) {
        String quoted = "quote it where text is meant: \"" + text + "\"";
        return switch (trap) {
            case TRUTH -> "for a boolean, write " + truth(text) + "; " + quoted;
            case NULL -> "leave the value out where nothing is meant; " + quoted;
            case DECIMALS -> "round it to two decimals; " + quoted;
            case NUMBER -> "write a plain decimal number, such as 8 or 2.5, where a number is meant; " + quoted;
            case TIME, OTHER -> quoted;
        };
    }

    private static String truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "y", "yes", "on", "true" -> "true";
            default -> "false";
        };
    }
}
