package dev.hoist.guardrails.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The comparison of two files of measurements, metric by metric. */
public record RunComparison(List<Shift> shifts) {
    public RunComparison {
        shifts = List.copyOf(shifts);
    }

    /**
     * Compares two files.
     *
     * @param within how many percent higher each metric may be with the flag on
     */
    public static RunComparison of(Samples off, Samples on, Map<String, BigDecimal> within) {
        List<Shift> shifts = new ArrayList<>();
        within.forEach((metric, percent) -> shifts.add(Shift.of(metric, off.of(metric), on.of(metric), percent)));
        return new RunComparison(shifts);
    }

    /** Pass if every metric passes, breach if one of them is a breach. */
    public Shift.State state() {
        return shifts.stream().map(Shift::state).min(Shift.State::compareTo).orElse(Shift.State.NO_DATA);
    }
}
