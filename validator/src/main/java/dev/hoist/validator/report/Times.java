package dev.hoist.validator.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * Formats instants for people: in the policy's zone, and as short as possible.
 *
 * @param now the time of the report; times in the next five days are written without a date
 */
record Times(ZoneId zone, Instant now) {
    /** The names are given, because a JVM takes long to find those of a locale. */
    private static final DateTimeFormatter WEEKDAY = new DateTimeFormatterBuilder()
            .appendText(
                    ChronoField.DAY_OF_WEEK,
                    Map.of(1L, "Mon", 2L, "Tue", 3L, "Wed", 4L, "Thu", 5L, "Fri", 6L, "Sat", 7L, "Sun"))
            .appendPattern(" HH:mm")
            .toFormatter(Locale.ENGLISH);

    private static final DateTimeFormatter STAMP = pattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MINUTE = pattern("uuuu-MM-dd HH:mm");

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** A future time: {@code Tue 09:00 Europe/Berlin}. It has a date unless it lies in the next five days. */
    String coming(Instant instant) {
        ZonedDateTime time = roundedUp(instant);
        boolean thisWeek = time.isBefore(now.atZone(zone).plusDays(6).truncatedTo(ChronoUnit.DAYS));
        return thisWeek ? WEEKDAY.format(time) + " " + zone : dated(instant);
    }

    /** A time with its date, in the form of messages of findings: {@code 2026-11-24 09:00 Europe/Berlin}. */
    String dated(Instant instant) {
        return MINUTE.format(roundedUp(instant)) + " " + zone;
    }

    /** A time to the second: {@code 2026-11-24 09:00:00 Europe/Berlin}. */
    String stamp(Instant instant) {
        return STAMP.format(instant.atZone(zone)) + " " + zone;
    }

    /** A past time in a list: {@code 2026-11-24 09:00}. */
    String minute(Instant instant) {
        return MINUTE.format(instant.atZone(zone));
    }

    // up, for at the minute shown the change has to pass
    private ZonedDateTime roundedUp(Instant instant) {
        Instant minute = instant.truncatedTo(ChronoUnit.MINUTES);
        return (minute.equals(instant) ? minute : minute.plus(1, ChronoUnit.MINUTES)).atZone(zone);
    }
}
