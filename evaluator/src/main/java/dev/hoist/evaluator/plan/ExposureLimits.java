package dev.hoist.evaluator.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The users of one cell: those whose bucket is below a limit for each of some salts.
 *
 * @param limits by salt, each salt once; only limits below 100
 */
public record ExposureLimits(Kind kind, List<Limit> limits) {
    static final ExposureLimits NOBODY = new ExposureLimits(Kind.NOBODY, List.of());
    static final ExposureLimits EVERYONE = new ExposureLimits(Kind.EVERYONE, List.of());
    static final ExposureLimits MANY = new ExposureLimits(Kind.MANY, List.of());

    /** Lists that grow with the depth of the dependencies would make generation quadratic. */
    static final int MOST_LIMITS = 8;

    /** Which shape the set has. */
    public enum Kind {
        NOBODY,
        EVERYONE,
        /** Below each of the limits. */
        LIMITED,
        /** Not empty, and with too many salts to combine: each dependency must be asked. */
        MANY
    }

    /**
     * One salt's bound.
     *
     * @param below hundredths of a percent, 1 to 9,999
     */
    public record Limit(int salt, int below) {}

    public ExposureLimits {
        limits = List.copyOf(limits);
    }

    static ExposureLimits of(int salt, int below) {
        return switch (below) {
            case 0 -> NOBODY;
            case 10_000 -> EVERYONE;
            default -> new ExposureLimits(Kind.LIMITED, List.of(new Limit(salt, below)));
        };
    }

    /** The users who are in both. */
    ExposureLimits and(ExposureLimits other) {
        if (kind == Kind.NOBODY || other.kind == Kind.EVERYONE || equals(other)) {
            return this;
        }
        if (other.kind == Kind.NOBODY || kind == Kind.EVERYONE) {
            return other;
        }
        if (kind == Kind.MANY || other.kind == Kind.MANY) {
            return MANY;
        }
        List<Limit> merged = merged(limits, other.limits);
        return merged.size() > MOST_LIMITS ? MANY : new ExposureLimits(Kind.LIMITED, merged);
    }

    private static List<Limit> merged(List<Limit> one, List<Limit> other) {
        List<Limit> all = new ArrayList<>(one);
        all.addAll(other);
        all.sort(Comparator.comparingInt(Limit::salt).thenComparingInt(Limit::below));
        List<Limit> merged = new ArrayList<>();
        for (Limit limit : all) {
            if (merged.isEmpty() || merged.get(merged.size() - 1).salt() != limit.salt()) {
                merged.add(limit);
            }
        }
        return merged;
    }
}
