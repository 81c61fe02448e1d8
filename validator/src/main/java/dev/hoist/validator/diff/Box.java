package dev.hoist.validator.diff;

import dev.hoist.validator.exposure.Bounds;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Users told by their buckets: for each salt, those from one bucket up to another. A variant's users are cut out of an exposure
 * this way, the experiment's key being one more salt.
 */
final class Box {
    private static final int BUCKETS = 10_000;

    private final SortedMap<String, Stretch> bySalt;

    private Box(SortedMap<String, Stretch> bySalt) {
        this.bySalt = bySalt;
    }

    static Box of(Bounds bounds) {
        if (bounds.isNobody()) {
            return new Box(new TreeMap<>(Map.of("", new Stretch(0, 0))));
        }
        SortedMap<String, Stretch> bySalt = new TreeMap<>();
        bounds.partial().forEach((salt, bound) -> bySalt.put(salt, new Stretch(0, bound.hundredths())));
        return new Box(bySalt);
    }

    /** Those in here whose bucket under a salt lies between two, the second exclusive. */
    Box cut(String salt, int from, int to) {
        return and(new Box(new TreeMap<>(Map.of(salt, new Stretch(from, to)))));
    }

    Box and(Box that) {
        SortedMap<String, Stretch> both = new TreeMap<>(bySalt);
        that.bySalt.forEach((salt, stretch) -> both.merge(salt, stretch, Stretch::and));
        return new Box(Collections.unmodifiableSortedMap(both));
    }

    /** In percent of all users, exact. */
    BigDecimal share() {
        BigDecimal share = new BigDecimal(100);
        for (Stretch stretch : bySalt.values()) {
            share = share.multiply(BigDecimal.valueOf(stretch.length())).movePointLeft(4);
        }
        return share;
    }

    /** Buckets, the end exclusive. */
    private record Stretch(int from, int to) {
        Stretch and(Stretch that) {
            return new Stretch(Math.max(from, that.from), Math.min(to, that.to));
        }

        int length() {
            return Math.max(0, Math.min(BUCKETS, to) - from);
        }
    }
}
