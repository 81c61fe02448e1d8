package dev.hoist.operate.plan;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes a schedule as a calendar (RFC 5545) with an event of 15 minutes for each step. */
public final class ScheduleCalendar {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int OCTETS_A_LINE = 75;

    private ScheduleCalendar() {}

    /** The text of the calendar. Its lines end with CRLF. */
    public static String of(Schedule schedule, Instant now) {
        StringBuilder calendar = new StringBuilder();
        line(calendar, "BEGIN:VCALENDAR");
        line(calendar, "VERSION:2.0");
        line(calendar, "PRODID:-//Hoist//schedule//EN");
        line(calendar, "CALSCALE:GREGORIAN");
        for (Schedule.Entry entry : schedule.steps()) {
            String step = StepWords.of(entry.step());
            line(calendar, "BEGIN:VEVENT");
            line(
                    calendar,
                    "UID:" + text(schedule.environment() + "/" + schedule.flag() + "/" + entry.step() + "@hoist"));
            line(calendar, "DTSTAMP:" + UTC.format(now));
            line(calendar, "DTSTART:" + UTC.format(entry.at()));
            line(calendar, "DURATION:PT15M");
            line(
                    calendar,
                    "SUMMARY:" + text("Raise " + schedule.flag() + " to " + step + " in " + schedule.environment()));
            line(
                    calendar,
                    "DESCRIPTION:"
                            + text("hoist raise " + schedule.flag() + " -e " + schedule.environment() + " --to "
                                    + entry.step()
                                    + entry.users()
                                            .map(users -> "\n" + users.on() + " of " + users.of() + " users")
                                            .orElse("")));
            line(calendar, "TRANSP:TRANSPARENT");
            line(calendar, "END:VEVENT");
        }
        line(calendar, "END:VCALENDAR");
        return calendar.toString();
    }

    private static String text(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
    }

    /** Adds a line. It is folded so that no line is longer than 75 octets and no character is cut. */
    private static void line(StringBuilder calendar, String content) {
        int octets = 0;
        for (int at = 0; at < content.length(); ) {
            int point = content.codePointAt(at);
            String character = Character.toString(point);
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > OCTETS_A_LINE) {
                calendar.append("\r\n ");
                octets = 1;
            }
            calendar.append(character);
            octets += size;
            at += Character.charCount(point);
        }
        calendar.append("\r\n");
    }
}
