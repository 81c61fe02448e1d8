package dev.hoist.validator.diff;

import dev.hoist.validator.effect.Segment;
import dev.hoist.validator.effect.Shift;
import dev.hoist.validator.effect.Users;
import dev.hoist.validator.model.Percentage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What happens to the participants of an experiment in one environment.
 *
 * @param within the flag whose users are divided, after the change if the experiment still runs
 * @param rows from the inner to the outer ring, the canary before everywhere else
 * @param total all rows together, if every ring's population is known
 * @param reassigned how many users keep taking part and get another variant, if it can be calculated
 * @param variants those of head in its order, then those that only base has
 */
public record ExperimentDiff(
        String experiment,
        String within,
        List<VariantRow> rows,
        Optional<Users> total,
        Optional<BigDecimal> reassigned,
        List<Variant> variants) {
    public ExperimentDiff {
        rows = List.copyOf(rows);
        variants = List.copyOf(variants);
    }

    /**
     * What happens to users who fare alike.
     *
     * @param shift those who take part
     * @param reassigned the share that takes part before and after and gets another variant, in percent
     */
    public record VariantRow(Segment part, Shift shift, BigDecimal reassigned, Optional<Users> users) {
        boolean moves() {
            return shift.moves() || reassigned.signum() > 0;
        }
    }

    /**
     * One arm.
     *
     * @param from its weight at base, where it is handed out
     * @param to its weight at head, likewise
     * @param users those who get it, where every ring's population is known
     */
    public record Variant(String name, Optional<Percentage> from, Optional<Percentage> to, Optional<Users> users) {}
}
