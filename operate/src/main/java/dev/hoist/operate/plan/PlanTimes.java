package dev.hoist.operate.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Formats instants for people, in the policy's time zone. It leaves out the parts that are the same as in {@code now}.
 *
 * @param now the present time
 */
public record PlanTimes(ZoneId zone, Instant now) {
    private static final DateTimeFormatter CLOCK = pattern("HH:mm");
    private static final DateTimeFormatter WEEKDAY = pattern("EEE HH:mm");
    private static final DateTimeFormatter DATE = pattern("d MMM HH:mm");
    private static final DateTimeFormatter YEAR = pattern("d MMM uuuu");
    private static final DateTimeFormatter FULL = pattern("EEE d MMM uuuu HH:mm");
    private static final DateTimeFormatter DAY = pattern("EEEE d MMMM uuuu");

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** A future time, to the minute: {@code 13:00}, {@code Wed 09:00}, {@code 4 Jan 09:00}. */
    public String coming(Instant instant) {
        return near(Planner.upToMinute(instant).atZone(zone));
    }

    /** A past time: {@code 09:00}, {@code Mon 09:00}, {@code 3 Nov 09:00}. */
    public String past(Instant instant) {
        return near(instant.atZone(zone));
    }

    private String near(ZonedDateTime time) {
        ZonedDateTime today = now.atZone(zone);
        long days = ChronoUnit.DAYS.between(today.toLocalDate(), time.toLocalDate());
        if (days == 0) {
            return CLOCK.format(time);
        }
        if (Math.abs(days) < 6) {
            return WEEKDAY.format(time);
        }
        return (Math.abs(days) < 300 ? DATE : YEAR).format(time);
    }

    /** A future time with all its parts: {@code Tue 24 Nov 2026 09:00}. */
    public String full(Instant instant) {
        return FULL.format(Planner.upToMinute(instant).atZone(zone));
    }

    /** The present time with all its parts. */
    public String fullNow() {
        return FULL.format(now.atZone(zone)) + " " + zone;
    }

    /** A day: {@code Tuesday 24 November 2026}. */
    public String day(Instant instant) {
        return DAY.format(Planner.upToMinute(instant).atZone(zone));
    }

    /** A time of day: {@code 09:00}. */
    public String clock(Instant instant) {
        return CLOCK.format(Planner.upToMinute(instant).atZone(zone));
    }
}
