package dev.hoist.validator.verdict;

import dev.hoist.validator.model.Percentage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One flag's gain or loss of users in one environment.
 *
 * @param direction a raise if any user gains the flag
 * @param audience the number of users who gain or lose the flag, if the policy gives the number of users of every ring
 * @param next the next rung and the earliest time for it after this change has landed, if there is one
 */
public record Movement(
        String flag,
        String environment,
        Direction direction,
        Share from,
        Share to,
        Optional<UserCount> audience,
        Optional<Next> next) {

    /** Whether the movement is a raise or a lowering. */
    public enum Direction {
        RAISE,
        LOWER;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Expected numbers of users, calculated from the numbers of users and the traffic in the policy.
     *
     * @param change positive for users who gain the flag, negative for users who lose it
     */
    public record UserCount(BigDecimal change, long population) {}

    /** The next rung and its earliest time. */
    public record Next(Percentage rung, Instant from) {}
}
