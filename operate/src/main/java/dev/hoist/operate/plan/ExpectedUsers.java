package dev.hoist.operate.plan;

import dev.hoist.operate.plan.FlagStatus.UserCount;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Calculates expected numbers of users in one environment from the policy's numbers of users and its servers' traffic.
 */
record ExpectedUsers(Policy policy, Policy.Environment environment) {

    /** How many users have a flag; empty if the policy does not give the numbers of users. */
    Optional<UserCount> reached(PerCell<Bounds> reach) {
        if (policy.rings().stream().anyMatch(ring -> ring.population().isEmpty())) {
            return Optional.empty();
        }
        BigDecimal on = BigDecimal.ZERO;
        for (int ring = 0; ring < policy.rings().size(); ring++) {
            BigDecimal population =
                    BigDecimal.valueOf(policy.rings().get(ring).population().getAsLong());
            on = on.add(population.multiply(share(reach, ring)));
        }
        long of = policy.rings().stream()
                .map(Policy.Ring::population)
                .mapToLong(OptionalLong::getAsLong)
                .sum();
        return Optional.of(new UserCount(on.setScale(0, RoundingMode.HALF_UP).longValueExact(), of));
    }

    /** The share of one ring's users who have a flag, as a fraction. */
    private BigDecimal share(PerCell<Bounds> reach, int ring) {
        BigDecimal rest = Percentage.ALL.percent();
        BigDecimal reached = BigDecimal.ZERO;
        for (Policy.Region region : environment.regions()) {
            for (Policy.Server server : region.servers()) {
                BigDecimal traffic = server.traffic().percent();
                rest = rest.subtract(traffic);
                reached = reached.add(
                        reach.at(new Cell(ring, server.name().value())).share().multiply(traffic));
            }
        }
        return reached.add(reach.at(new Cell(ring, Cell.OTHER)).share().multiply(rest))
                .movePointLeft(4);
    }
}
