package dev.hoist.evaluator.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The users of one cell (one ring on one server) who have a flag. For each salt in {@code limits}, the bucket of such a
 * user is below the limit.
 *
 * @param limits one limit for each salt; only limits below 100 %
 */
public record ExposureLimits(Kind kind, List<Limit> limits) {
    static final ExposureLimits NOBODY = new ExposureLimits(Kind.NOBODY, List.of());
    static final ExposureLimits EVERYONE = new ExposureLimits(Kind.EVERYONE, List.of());
    static final ExposureLimits MANY = new ExposureLimits(Kind.MANY, List.of());

    /**
     * The most limits that are combined. If lists grew with the depth of the dependencies, the time of a generation
     * would be quadratic.
     */
    static final int MOST_LIMITS = 8;

    /** The kind of the set of users. */
    public enum Kind {
        NOBODY,
        EVERYONE,
        /** The users below each of the limits. */
        LIMITED,
        /** Some users, with too many salts to combine. The evaluator must check each dependency by itself. */
        MANY
    }

    /**
     * The limit for one salt.
     *
     * @param below in hundredths of a percent, 1 to 9,999
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

    /** The users who are in both sets. */
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
