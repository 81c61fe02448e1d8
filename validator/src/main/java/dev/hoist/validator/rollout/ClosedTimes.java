package dev.hoist.validator.rollout;

import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Policy.DailyHours;
import dev.hoist.validator.model.Policy.FreezeWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The times at which no flag may rise in an environment: its peak hours, the time outside its open hours, and the
 * policy's freezes. The policy's time zone counts.
 */
public record ClosedTimes(Policy policy, Policy.Environment environment) {
    private static final int WINDOWS_AT_MOST = 10_000;
    private static final int ROUNDS_AT_MOST = 1_000;

    /** How many days are searched. Hours repeat every week, and the other two days cover a change of summer time. */
    private static final int DAYS_AHEAD = 9;

    /** The freeze or the hours that contain a time. */
    public Optional<Closed> at(Instant instant) {
        ZonedDateTime time = instant.atZone(policy.zone());
        return freeze(time).or(() -> peak(time)).or(() -> outsideOpenHours(time));
    }

    /** The first time, not before the given one, at which raises are allowed; empty if it is years away. */
    public Optional<Instant> firstOpen(Instant from) {
        Instant time = from;
        for (int window = 0; window < WINDOWS_AT_MOST; window++) {
            Optional<Closed> closed = at(time);
            if (closed.isEmpty()) {
                return Optional.of(time);
            }
            time = closed.get().until();
        }
        return Optional.empty();
    }

    /** The first time, not before the given one, at which all of these are open; empty if it is years away. */
    public static Optional<Instant> firstOpen(List<ClosedTimes> all, Instant from) {
        Instant time = from;
        for (int round = 0; round < ROUNDS_AT_MOST; round++) {
            Instant before = time;
            for (ClosedTimes one : all) {
                Optional<Instant> open = one.firstOpen(time);
                if (open.isEmpty()) {
                    return open;
                }
                time = open.get();
            }
            if (time.equals(before)) {
                return Optional.of(time);
            }
        }
        return Optional.empty();
    }

    private Optional<Closed> freeze(ZonedDateTime time) {
        LocalDate day = time.toLocalDate();
        for (FreezeWindow freeze : policy.freezes()) {
            if (!day.isBefore(freeze.from()) && day.isBefore(freeze.until())) {
                String reason = freeze.reason().map(text -> " (" + text + ")").orElse("");
                return Optional.of(new Closed(
                        "inside the freeze from " + freeze.from() + " until " + freeze.until() + reason,
                        freeze.until().atStartOfDay(policy.zone()).toInstant()));
            }
        }
        return Optional.empty();
    }

    private Optional<Closed> peak(ZonedDateTime time) {
        return environment.peakHours().stream()
                .filter(hours -> covers(hours, time))
                .map(hours -> new Closed(
                        "inside peak hours, " + hours.from() + " to " + hours.to() + " " + policy.zone(),
                        next(time, Stream.of(hours.to()), later -> !covers(hours, later))))
                .max(Comparator.comparing(Closed::until));
    }

    private Optional<Closed> outsideOpenHours(ZonedDateTime time) {
        List<DailyHours> open = environment.openHours();
        if (open.isEmpty() || isOpen(time)) {
            return Optional.empty();
        }
        return Optional.of(new Closed(
                "outside the open hours, "
                        + open.stream().map(ClosedTimes::text).collect(Collectors.joining(" and ")) + " "
                        + policy.zone(),
                next(time, open.stream().map(DailyHours::from), this::isOpen)));
    }

    private boolean isOpen(ZonedDateTime time) {
        return environment.openHours().stream().anyMatch(hours -> covers(hours, time));
    }

    private static String text(DailyHours hours) {
        String days = Arrays.stream(DayOfWeek.values())
                .filter(hours.days()::contains)
                .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return days + " " + hours.from() + " to " + hours.to();
    }

    private static boolean covers(DailyHours hours, ZonedDateTime time) {
        boolean overnight = !hours.to().isAfter(hours.from());
        LocalTime clock = time.toLocalTime();
        LocalDate day = time.toLocalDate();
        LocalDate began = overnight && clock.isBefore(hours.to()) ? day.minusDays(1) : day;
        boolean inside = overnight
                ? clock.isBefore(hours.to()) || !clock.isBefore(hours.from())
                : !clock.isBefore(hours.from()) && clock.isBefore(hours.to());
        return inside && hours.days().contains(began.getDayOfWeek());
    }

    /**
     * The first time after the given one at which a condition holds. The condition can change only at some times of
     * day, or when the clocks change.
     */
    private Instant next(ZonedDateTime now, Stream<LocalTime> timesOfDay, Predicate<ZonedDateTime> holds) {
        ZoneRules rules = policy.zone().getRules();
        Instant end = now.toInstant().plus(Duration.ofDays(DAYS_AHEAD));
        TreeSet<Instant> possible = new TreeSet<>();
        timesOfDay.distinct().forEach(timeOfDay -> {
            for (int day = 0; day <= DAYS_AHEAD; day++) {
                LocalDateTime local = now.toLocalDate().plusDays(day).atTime(timeOfDay);
                rules.getValidOffsets(local).forEach(offset -> possible.add(local.toInstant(offset)));
            }
        });
        ZoneOffsetTransition change = rules.nextTransition(now.toInstant());
        while (change != null && change.getInstant().isBefore(end)) {
            possible.add(change.getInstant());
            change = rules.nextTransition(change.getInstant());
        }
        return possible.tailSet(now.toInstant(), false).stream()
                .filter(time -> holds.test(time.atZone(policy.zone())))
                .findFirst()
                .orElse(end);
    }

    /**
     * A period in which nothing may rise.
     *
     * @param what the words of a message for the period, such as {@code inside peak hours}
     * @param until the end of the period
     */
    public record Closed(String what, Instant until) {}
}
