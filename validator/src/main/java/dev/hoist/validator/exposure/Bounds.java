package dev.hoist.validator.exposure;

import dev.hoist.validator.model.Percentage;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The users of one cell who really get a flag, given by one bound for each salt: the user's bucket must be below the
 * bound. A user needs all dependencies of a flag to get the flag. So the bound for a salt is the lowest percentage that
 * the flag or any dependency with this salt has.
 */
public final class Bounds {
    /** No user. */
    public static final Bounds NOBODY = new Bounds(Collections.emptySortedMap(), true);

    /** Every user. */
    public static final Bounds EVERYBODY = new Bounds(Collections.emptySortedMap(), false);

    /** The bounds by salt; only bounds strictly between 0 and 100. */
    private final SortedMap<String, Percentage> partial;

    private final boolean nobody;

    private Bounds(SortedMap<String, Percentage> partial, boolean nobody) {
        this.partial = partial;
        this.nobody = nobody;
    }

    /** The users below one percentage. */
    public static Bounds of(String salt, Percentage figure) {
        if (figure.isNone()) {
            return NOBODY;
        }
        if (figure.isAll()) {
            return EVERYBODY;
        }
        SortedMap<String, Percentage> single = new TreeMap<>();
        single.put(salt, figure);
        return new Bounds(single, false);
    }

    /** The users that both sets contain. */
    public Bounds and(Bounds that) {
        if (nobody || that.nobody) {
            return NOBODY;
        }
        if (partial.isEmpty()) {
            return that;
        }
        if (that.partial.isEmpty()) {
            return this;
        }
        SortedMap<String, Percentage> least = new TreeMap<>(partial);
        that.partial.forEach((salt, figure) -> least.merge(salt, figure, (one, two) -> one.isAbove(two) ? two : one));
        return new Bounds(least, false);
    }

    /** The smallest set given by bounds that contains the users of both. */
    public Bounds or(Bounds that) {
        if (nobody) {
            return that;
        }
        if (that.nobody) {
            return this;
        }
        SortedMap<String, Percentage> most = new TreeMap<>(partial);
        most.keySet().retainAll(that.partial.keySet());
        most.replaceAll((salt, figure) -> figure.isAbove(that.bound(salt)) ? figure : that.bound(salt));
        return new Bounds(most, false);
    }

    public boolean isNobody() {
        return nobody;
    }

    public boolean isEverybody() {
        return !nobody && partial.isEmpty();
    }

    /** The bounds by salt that lie strictly between 0 and 100; empty for nobody and for everybody. */
    public SortedMap<String, Percentage> partial() {
        return Collections.unmodifiableSortedMap(partial);
    }

    /** Whether this set has a user that the other set does not have. */
    public boolean hasSomeoneNotIn(Bounds that) {
        if (nobody) {
            return false;
        }
        if (that.nobody) {
            return true;
        }
        for (Map.Entry<String, Percentage> bound : that.partial.entrySet()) {
            if (bound(bound.getKey()).isAbove(bound.getValue())) {
                return true;
            }
        }
        return false;
    }

    /** The share of users, in percent: the product of the bounds, exact. */
    public BigDecimal share() {
        if (nobody) {
            return BigDecimal.ZERO;
        }
        BigDecimal share = new BigDecimal(100);
        for (Map.Entry<String, Percentage> bound : partial.entrySet()) {
            share = share.multiply(bound.getValue().percent()).movePointLeft(2);
        }
        return share;
    }

    private Percentage bound(String salt) {
        return partial.getOrDefault(salt, Percentage.ALL);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bounds that && nobody == that.nobody && partial.equals(that.partial);
    }

    @Override
    public int hashCode() {
        return partial.hashCode() * 31 + Boolean.hashCode(nobody);
    }

    @Override
    public String toString() {
        return nobody ? "nobody" : partial.isEmpty() ? "everybody" : partial.toString();
    }
}
