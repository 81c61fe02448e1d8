package dev.hoist.validator.effect;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Numbers of users before and after a change, calculated from the numbers of users and the traffic in the policy.
 *
 * @param population all users of the group
 * @param before users who have the flag before the change
 * @param after users who have the flag after the change
 * @param gain users who gain the flag
 * @param lose users who lose the flag
 * @param expected whether the numbers are expected values and not exact, because hashing or traffic decides who gains
 *     and loses the flag
 */
public record Users(
        BigDecimal population,
        BigDecimal before,
        BigDecimal after,
        BigDecimal gain,
        BigDecimal lose,
        boolean expected) {
    private static final BigDecimal ALL = new BigDecimal(100);
    private static final Users NONE =
            new Users(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, false);

    static Users of(Shift shift, BigDecimal population, boolean everywhere) {
        boolean certain =
                everywhere ? isCertain(shift.gain()) && isCertain(shift.lose()) : !shift.gains() && !shift.loses();
        return new Users(
                population,
                share(population, shift.from()),
                share(population, shift.to()),
                share(population, shift.gain()),
                share(population, shift.lose()),
                !certain);
    }

    /** The sum of several groups; empty if the number of one of them is unknown. */
    public static Optional<Users> total(List<Optional<Users>> parts) {
        return parts.stream().reduce(Optional.of(NONE), (some, more) -> some.flatMap(sum -> more.map(sum::plus)));
    }

    private Users plus(Users more) {
        return new Users(
                population.add(more.population),
                before.add(more.before),
                after.add(more.after),
                gain.add(more.gain),
                lose.add(more.lose),
                expected || more.expected);
    }

    /** A share of a number of users. */
    public static BigDecimal share(BigDecimal population, BigDecimal percent) {
        return population.multiply(percent).movePointLeft(2);
    }

    private static boolean isCertain(BigDecimal percent) {
        return percent.signum() == 0 || percent.compareTo(ALL) == 0;
    }
}
