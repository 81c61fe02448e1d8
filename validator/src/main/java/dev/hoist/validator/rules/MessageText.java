package dev.hoist.validator.rules;

import dev.hoist.validator.change.Overrides;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.reading.Durations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats percentages, times and names in messages. */
final class MessageText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV", Locale.ROOT);

    private static final int NAMED_AT_MOST = 20;

    private MessageText() {}

    static String quoted(String name) {
        return "\"" + name + "\"";
    }

    static String quoted(Collection<String> names) {
        return names.stream().map(MessageText::quoted).collect(Collectors.joining(", "));
    }

    /** A template of the line in a commit message that overrides a rule. */
    static String override(String rule) {
        return quoted(Overrides.KEY + ": " + rule + " because REASON");
    }

    static String percent(Percentage figure) {
        return figure + " %";
    }

    /**
     * A share with at most two decimals, rounded down. So a share below a percentage is never shown as that percentage.
     */
    static String percent(BigDecimal share) {
        BigDecimal stripped = share.setScale(2, RoundingMode.DOWN).stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString() + " %";
    }

    static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }

    /** A duration as a policy writes it: {@code 7d}, {@code 1h30m}. It has seconds if they are not zero. */
    static String duration(Duration duration) {
        if (duration.toSecondsPart() == 0) {
            return Durations.text(duration);
        }
        return (duration.toMinutes() == 0 ? "" : Durations.text(duration)) + duration.toSecondsPart() + "s";
    }

    /** A list of names. If there are very many, only the first ones, and how many more there are. */
    static String list(List<String> names) {
        return names.size() <= NAMED_AT_MOST
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED_AT_MOST)) + " and " + (names.size() - NAMED_AT_MOST)
                        + " more";
    }
}
