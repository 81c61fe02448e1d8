package dev.hoist.validator.effect;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A number of users before and after a change, calculated from the policy's populations and traffic.
 *
 * @param population all users concerned
 * @param before users who have it before
 * @param after users who have it after
 * @param gain users who gain it
 * @param lose users who lose it
 * @param expected whether hashing or traffic decides who gains and loses it, so that the numbers are expected and not
 * certain
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

    /** All of them together; empty where one is unknown. */
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

    /** A part of a population, given in percent. */
    public static BigDecimal share(BigDecimal population, BigDecimal percent) {
        return population.multiply(percent).movePointLeft(2);
    }

    private static boolean isCertain(BigDecimal percent) {
        return percent.signum() == 0 || percent.compareTo(ALL) == 0;
    }
}
