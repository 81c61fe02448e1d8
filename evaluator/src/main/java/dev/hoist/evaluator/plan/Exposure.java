package dev.hoist.evaluator.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The effective exposure of a flag in an environment. It has limits for each ring, and separate limits for groups of
 * servers that differ from the others.
 *
 * @param parts groups of servers; a server is in at most one group, and each group's limits differ from
 *     {@code elsewhere}
 * @param elsewhere limits by ring for all other servers
 */
public record Exposure(List<Part> parts, List<ExposureLimits> elsewhere) {
    /**
     * The most groups of servers for which exposures are combined. If there are more, the evaluator checks each
     * dependency by itself.
     */
    static final int MOST_PARTS = 32;

    public Exposure {
        parts = List.copyOf(parts);
        elsewhere = List.copyOf(elsewhere);
    }

    /** A group of servers, with its limits by ring. */
    public record Part(BitSet servers, List<ExposureLimits> byRing) {
        public Part {
            byRing = List.copyOf(byRing);
        }
    }

    static Exposure same(ExposureLimits bounds, int rings) {
        return new Exposure(List.of(), Collections.nCopies(rings, bounds));
    }

    static Exposure of(Declared declared, int salt, int rings) {
        if (declared instanceof Declared.Everyone everyone) {
            return same(ExposureLimits.of(salt, everyone.below()), rings);
        }
        if (declared instanceof Declared.Rings figures) {
            return new Exposure(
                    List.of(),
                    figures.below().stream()
                            .map(below -> ExposureLimits.of(salt, below))
                            .toList());
        }
        if (declared instanceof Declared.Canary canary) {
            return combine(
                    Map.of(canary.servers(), Collections.nCopies(rings, ExposureLimits.EVERYONE)),
                    Collections.nCopies(rings, ExposureLimits.of(salt, canary.elsewhere())));
        }
        return same(ExposureLimits.NOBODY, rings);
    }

    /** Whether the evaluator must check each dependency by itself for some cell. */
    public boolean isUnfolded() {
        return hasMany(elsewhere) || parts.stream().anyMatch(part -> hasMany(part.byRing()));
    }

    Exposure and(Exposure other) {
        if (equals(other)) {
            return this;
        }
        Map<BitSet, List<ExposureLimits>> parts = new LinkedHashMap<>();
        for (Part mine : this.parts) {
            BitSet rest = (BitSet) mine.servers().clone();
            for (Part theirs : other.parts) {
                BitSet both = (BitSet) mine.servers().clone();
                both.and(theirs.servers());
                rest.andNot(theirs.servers());
                parts.put(both, and(mine.byRing(), theirs.byRing()));
            }
            parts.put(rest, and(mine.byRing(), other.elsewhere));
        }
        for (Part theirs : other.parts) {
            BitSet rest = (BitSet) theirs.servers().clone();
            this.parts.forEach(mine -> rest.andNot(mine.servers()));
            parts.put(rest, and(elsewhere, theirs.byRing()));
        }
        return combine(parts, and(elsewhere, other.elsewhere));
    }

    /** Makes one group of all servers with the same limits. Servers with the same limits as elsewhere are left out. */
    private static Exposure combine(Map<BitSet, List<ExposureLimits>> parts, List<ExposureLimits> elsewhere) {
        Map<List<ExposureLimits>, BitSet> byBounds = new LinkedHashMap<>();
        parts.forEach((servers, bounds) -> {
            if (!servers.isEmpty() && !bounds.equals(elsewhere)) {
                byBounds.computeIfAbsent(bounds, absent -> new BitSet()).or(servers);
            }
        });
        if (byBounds.size() > MOST_PARTS) {
            return same(ExposureLimits.MANY, elsewhere.size());
        }
        List<Part> combined = new ArrayList<>();
        byBounds.forEach((bounds, servers) -> combined.add(new Part(servers, bounds)));
        return new Exposure(combined, elsewhere);
    }

    private static List<ExposureLimits> and(List<ExposureLimits> one, List<ExposureLimits> other) {
        return IntStream.range(0, one.size())
                .mapToObj(ring -> one.get(ring).and(other.get(ring)))
                .toList();
    }

    private static boolean hasMany(List<ExposureLimits> byRing) {
        return byRing.stream().anyMatch(bounds -> bounds.kind() == ExposureLimits.Kind.MANY);
    }
}
