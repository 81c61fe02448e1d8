package dev.hoist.validator.verdict;

import dev.hoist.validator.model.Percentage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One flag's change of effective exposure in one environment.
 *
 * @param direction a raise if any user gains the flag
 * @param audience the number of users, if the policy states every ring's population
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

    /** Up or down. */
    public enum Direction {
        RAISE,
        LOWER;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Expected numbers of users, by the policy's populations and its servers' shares of the traffic.
     *
     * @param change positive for gained, negative for lost
     */
    public record UserCount(BigDecimal change, long population) {}

    /** What may come next, and when. */
    public record Next(Percentage rung, Instant from) {}
}
