package dev.hoist.validator.rollout;

import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Policy.FreezeWindow;
import dev.hoist.validator.model.Policy.PeakHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Optional;

/** When nothing may rise in an environment: its peak hours, and the policy's freezes, in the policy's zone. */
public record ClosedTimes(Policy policy, Policy.Environment environment) {
    private static final int WINDOWS_AT_MOST = 10_000;

    /** The peak hours or freeze that a time lies in. */
    public Optional<Closed> at(Instant instant) {
        ZonedDateTime time = instant.atZone(policy.zone());
        for (FreezeWindow freeze : policy.freezes()) {
            if (!time.toLocalDate().isBefore(freeze.from())
                    && time.toLocalDate().isBefore(freeze.until())) {
                String reason = freeze.reason().map(text -> " (" + text + ")").orElse("");
                return Optional.of(new Closed(
                        "the freeze from " + freeze.from() + " until " + freeze.until() + reason,
                        freeze.until().atStartOfDay(policy.zone()).toInstant()));
            }
        }
        return environment.peakHours().stream()
                .flatMap(hours -> end(hours, time).stream())
                .max(Comparator.comparing(Closed::until));
    }

    /** The first time, not before the one given, at which nothing is closed; empty where that is years away. */
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

    private Optional<Closed> end(PeakHours hours, ZonedDateTime time) {
        boolean overnight = !hours.to().isAfter(hours.from());
        LocalTime clock = time.toLocalTime();
        LocalDate day = time.toLocalDate();
        LocalDate began = overnight && clock.isBefore(hours.to()) ? day.minusDays(1) : day;
        boolean inside = overnight
                ? clock.isBefore(hours.to()) || !clock.isBefore(hours.from())
                : !clock.isBefore(hours.from()) && clock.isBefore(hours.to());
        if (!inside || !hours.days().contains(began.getDayOfWeek())) {
            return Optional.empty();
        }
        LocalDate ends = overnight ? began.plusDays(1) : began;
        Instant until = ends.atTime(hours.to()).atZone(policy.zone()).toInstant();
        Instant now = time.toInstant();
        return Optional.of(new Closed(
                "peak hours, " + hours.from() + " to " + hours.to() + " " + policy.zone(),
                until.isAfter(now) ? until : now.plusSeconds(60)));
    }

    /**
     * A stretch of time in which nothing rises.
     *
     * @param what as a message names it
     * @param until when it ends
     */
    public record Closed(String what, Instant until) {}
}
