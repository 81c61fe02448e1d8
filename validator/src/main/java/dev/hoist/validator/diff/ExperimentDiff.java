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
 * @param within the flag whose users the experiment divides, as head names it; if the experiment does not run at head,
 *     as base names it
 * @param rows from the inner to the outer ring; canary servers before all other servers
 * @param total all rows together, if the number of users of every ring is known
 * @param reassigned how many users keep taking part and get another variant, if it can be calculated
 * @param variants the variants of head in its order, then those that only base has
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
     * What happens to one group of users, all of whom are affected in the same way.
     *
     * @param shift how the share of users who take part changes
     * @param reassigned the share of users who take part before and after, and get another variant, in percent
     */
    public record VariantRow(Segment part, Shift shift, BigDecimal reassigned, Optional<Users> users) {
        boolean moves() {
            return shift.moves() || reassigned.signum() > 0;
        }
    }

    /**
     * One variant of an experiment.
     *
     * @param from its weight at base, if it is given to users there
     * @param to its weight at head, if it is given to users there
     * @param users the users who get it, if the number of users of every ring is known
     */
    public record Variant(String name, Optional<Percentage> from, Optional<Percentage> to, Optional<Users> users) {}
}
