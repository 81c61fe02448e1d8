package dev.hoist.validator.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The allowed percentages in order, from 0 to 100. */
public record Ladder(List<Located<Percentage>> rungs) {
    public Ladder {
        rungs = List.copyOf(rungs);
    }

    public boolean has(Percentage figure) {
        return rungs.stream().anyMatch(rung -> rung.value().equals(figure));
    }

    /**
     * The lowest rung above a share; empty if there is none.
     *
     * @param share in percent, 0 to 100; need not be a rung
     */
    public Optional<Percentage> nextAbove(BigDecimal share) {
        return rungs.stream()
                .map(Located::value)
                .filter(rung -> rung.percent().compareTo(share) > 0)
                .min(Percentage::compareTo);
    }

    /** The rungs in the form of a message: {@code 0, 1, 5, 10}. */
    @Override
    public String toString() {
        return String.join(
                ", ", rungs.stream().map(rung -> rung.value().toString()).toList());
    }
}
