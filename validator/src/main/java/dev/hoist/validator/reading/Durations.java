package dev.hoist.validator.reading;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses and writes durations: {@code 30m}, {@code 4h}, {@code 7d}, and sums such as {@code 1h30m}. */
public final class Durations {
    private static final Pattern WRITTEN =
            Pattern.compile("(?:(0|[1-9][0-9]{0,4})d)?(?:(0|[1-9][0-9]{0,4})h)?(?:(0|[1-9][0-9]{0,4})m)?");

    private Durations() {}

    /** The duration in a text; empty if the text is no duration. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofDays(part(matcher, 1)).plusHours(part(matcher, 2)).plusMinutes(part(matcher, 3)));
    }

    /** A duration in the form of a file, to the minute. */
    public static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), 'd');
        append(text, duration.toHoursPart(), 'h');
        append(text, duration.toMinutesPart(), 'm');
        return text.length() == 0 ? "0m" : text.toString();
    }

    private static void append(StringBuilder text, long number, char unit) {
        if (number != 0) {
            text.append(number).append(unit);
        }
    }

    private static long part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
