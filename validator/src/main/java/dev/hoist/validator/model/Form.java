package dev.hoist.validator.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The percentages of one block, in one of three forms: one percentage, rings, or canary. */
public sealed interface Form {

    Strategy strategy();

    /**
     * The percentage that counts for a ring on every server that the form does not name. Empty if the file gives none;
     * that means 0.
     *
     * @param rings the rings of the policy, inner to outer
     */
    Optional<Located<Percentage>> figure(List<String> rings, int ring);

    /**
     * The servers of an environment that the form names, directly or by their region. It declares 100 on these servers.
     */
    default Set<String> servers(Policy.Environment environment) {
        return Set.of();
    }

    /** Whether the form can declare different percentages for different rings. */
    default boolean distinguishesRings() {
        return false;
    }

    /** Whether the written percentages and lists expose nobody under any policy. */
    boolean exposesNobody();

    /** The percentage that the form declares for a ring on every server that it does not name. */
    default Percentage declared(List<String> rings, int ring) {
        return figure(rings, ring).map(Located::value).orElse(Percentage.NONE);
    }

    /** The percentage form, {@code percentage: 25}: the same percentage for everyone. */
    record Everyone(Located<Percentage> percentage) implements Form {
        @Override
        public Strategy strategy() {
            return Strategy.PERCENTAGE;
        }

        @Override
        public Optional<Located<Percentage>> figure(List<String> rings, int ring) {
            return Optional.of(percentage);
        }

        @Override
        public boolean exposesNobody() {
            return percentage.value().isNone();
        }

        // written out: a JVM makes the method of a record at run time, and nearly every command compares this form
        @Override
        public boolean equals(Object other) {
            return other instanceof Everyone form && percentage.equals(form.percentage);
        }

        @Override
        public int hashCode() {
            return percentage.hashCode();
        }
    }

    /**
     * The rings form, {@code rings: {internal: 100, beta: 50}}: a percentage for each ring, in the order of the file.
     */
    record Rings(List<RingPercentage> figures) implements Form {
        public Rings {
            figures = List.copyOf(figures);
        }

        /** The percentage of a ring in the file; empty if the file leaves the ring out. */
        public Optional<RingPercentage> figure(String ring) {
            for (RingPercentage figure : figures) {
                if (figure.ring().value().equals(ring)) {
                    return Optional.of(figure);
                }
            }
            return Optional.empty();
        }

        /** The percentage of the ring itself, else that of the next ring outside it. */
        @Override
        public Optional<Located<Percentage>> figure(List<String> rings, int ring) {
            for (int outer = ring; outer < rings.size(); outer++) {
                Optional<RingPercentage> figure = figure(rings.get(outer));
                if (figure.isPresent()) {
                    return figure.map(RingPercentage::percentage);
                }
            }
            return Optional.empty();
        }

        @Override
        public boolean exposesNobody() {
            return figures.stream()
                    .allMatch(figure -> figure.percentage().value().isNone());
        }

        @Override
        public boolean distinguishesRings() {
            return true;
        }

        @Override
        public Strategy strategy() {
            return Strategy.RING;
        }

        /** The percentage of one ring. */
        public record RingPercentage(Located<String> ring, Located<Percentage> percentage) {}
    }

    /**
     * The canary form, {@code canary: {servers: [...], regions: [...]}}: 100 on the listed servers and regions,
     * {@code percentage} on all others.
     *
     * @param percentage empty if the file leaves it out; that means 0
     */
    record Canary(
            List<Located<String>> servers, List<Located<String>> regions, Optional<Located<Percentage>> percentage)
            implements Form {
        public Canary {
            servers = List.copyOf(servers);
            regions = List.copyOf(regions);
        }

        /** The percentage on all servers that the lists do not name. */
        public Percentage elsewhere() {
            return percentage.map(Located::value).orElse(Percentage.NONE);
        }

        @Override
        public Optional<Located<Percentage>> figure(List<String> rings, int ring) {
            return percentage;
        }

        @Override
        public Set<String> servers(Policy.Environment environment) {
            Set<String> named = new HashSet<>();
            for (Located<String> server : servers) {
                if (environment.server(server.value()).isPresent()) {
                    named.add(server.value());
                }
            }
            for (Located<String> name : regions) {
                environment
                        .region(name.value())
                        .ifPresent(region -> region.servers()
                                .forEach(server -> named.add(server.name().value())));
            }
            return named;
        }

        @Override
        public boolean exposesNobody() {
            return elsewhere().isNone() && servers.isEmpty() && regions.isEmpty();
        }

        @Override
        public Strategy strategy() {
            return Strategy.CANARY;
        }
    }
}
