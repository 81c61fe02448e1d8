package dev.hoist.validator.effect;

import dev.hoist.validator.exposure.Bounds;
import java.math.BigDecimal;

/**
 * A change of the share of users who have something, such as a flag; in percent, exact.
 *
 * @param gain the share of users who have it after but not before
 * @param lose the share of users who have it before but not after
 */
public record Shift(BigDecimal from, BigDecimal to, BigDecimal gain, BigDecimal lose) {

    static Shift between(Bounds before, Bounds after) {
        BigDecimal both = before.and(after).share();
        return of(before.share(), after.share(), both);
    }

    public static Shift of(BigDecimal before, BigDecimal after, BigDecimal both) {
        return new Shift(before, after, after.subtract(both), before.subtract(both));
    }

    public boolean gains() {
        return gain.signum() > 0;
    }

    public boolean loses() {
        return lose.signum() > 0;
    }

    public boolean moves() {
        return gains() || loses();
    }
}
