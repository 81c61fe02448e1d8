package dev.hoist.guardrails.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two files of measurements, compared metric by metric. */
public record RunComparison(List<Shift> shifts) {
    public RunComparison {
        shifts = List.copyOf(shifts);
    }

    /**
     * Compares.
     *
     * @param within how many percent each metric may lie higher with the flag on
     */
    public static RunComparison of(Samples off, Samples on, Map<String, BigDecimal> within) {
        List<Shift> shifts = new ArrayList<>();
        within.forEach((metric, percent) -> shifts.add(Shift.of(metric, off.of(metric), on.of(metric), percent)));
        return new RunComparison(shifts);
    }

    /** Pass where every metric passes, breach where one does. */
    public Shift.State state() {
        return shifts.stream().map(Shift::state).min(Shift.State::compareTo).orElse(Shift.State.NO_DATA);
    }
}
