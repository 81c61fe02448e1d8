package dev.hoist.validator.diff;

import dev.hoist.validator.exposure.Bounds;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of users, given by a range of buckets for each salt. A user is in the set if the user's bucket for every salt
 * lies in the range for that salt. The users of a variant are such a set too: the experiment's key is one of the salts.
 */
final class BucketRanges {
    private static final int BUCKETS = 10_000;

    private final SortedMap<String, Range> bySalt;

    private BucketRanges(SortedMap<String, Range> bySalt) {
        this.bySalt = bySalt;
    }

    static BucketRanges of(Bounds bounds) {
        if (bounds.isNobody()) {
            return new BucketRanges(new TreeMap<>(Map.of("", new Range(0, 0))));
        }
        SortedMap<String, Range> bySalt = new TreeMap<>();
        bounds.partial().forEach((salt, bound) -> bySalt.put(salt, new Range(0, bound.hundredths())));
        return new BucketRanges(bySalt);
    }

    /** The users of this set whose bucket under a salt is at least {@code from} and below {@code to}. */
    BucketRanges cut(String salt, int from, int to) {
        return and(new BucketRanges(new TreeMap<>(Map.of(salt, new Range(from, to)))));
    }

    BucketRanges and(BucketRanges that) {
        SortedMap<String, Range> both = new TreeMap<>(bySalt);
        that.bySalt.forEach((salt, stretch) -> both.merge(salt, stretch, Range::and));
        return new BucketRanges(Collections.unmodifiableSortedMap(both));
    }

    /** The share of all users in this set, in percent, exact. */
    BigDecimal share() {
        BigDecimal share = new BigDecimal(100);
        for (Range stretch : bySalt.values()) {
            share = share.multiply(BigDecimal.valueOf(stretch.length())).movePointLeft(4);
        }
        return share;
    }

    /** A range of buckets, from {@code from} inclusive to {@code to} exclusive. */
    private record Range(int from, int to) {
        Range and(Range that) {
            return new Range(Math.max(from, that.from), Math.min(to, that.to));
        }

        int length() {
            return Math.max(0, Math.min(BUCKETS, to) - from);
        }
    }
}
