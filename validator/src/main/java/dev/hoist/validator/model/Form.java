package dev.hoist.validator.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The percentages of one environment's block, in the form of one of the three strategies. */
public sealed interface Form {

    Strategy strategy();

    /**
     * The figure that counts for a ring on every server that the form does not name, where it is written; empty where none is,
     * which is 0.
     *
     * @param rings of the policy, inner to outer
     */
    Optional<Located<Percentage>> figure(List<String> rings, int ring);

    /** The servers of an environment that it names, itself or by their region: it declares 100 there for everyone. */
    default Set<String> servers(Policy.Environment environment) {
        return Set.of();
    }

    /** Whether it may declare more for one ring than for another. */
    default boolean distinguishesRings() {
        return false;
    }

    /** What it declares for a ring on every server that it does not name. */
    default Percentage declared(List<String> rings, int ring) {
        return figure(rings, ring).map(Located::value).orElse(Percentage.NONE);
    }

    /** {@code percentage: 25}: the same for everyone. */
    record Everyone(Located<Percentage> percentage) implements Form {
        @Override
        public Strategy strategy() {
            return Strategy.PERCENTAGE;
        }

        @Override
        public Optional<Located<Percentage>> figure(List<String> rings, int ring) {
            return Optional.of(percentage);
        }
    }

    /**
     * {@code rings: {internal: 100, beta: 50}}: a figure a ring, in the order written.
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

        /** The ring's own, else that of the next ring outside it. */
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
        public boolean distinguishesRings() {
            return true;
        }

        @Override
        public Strategy strategy() {
            return Strategy.RING;
        }

        /** One ring's figure. */
        public record RingPercentage(Located<String> ring, Located<Percentage> percentage) {}
    }

    /**
     * {@code canary: {servers: [...], regions: [...]}}: all on those, {@code percentage} elsewhere.
     *
     * @param percentage empty where the file leaves it out, which is 0
     */
    record Canary(
            List<Located<String>> servers, List<Located<String>> regions, Optional<Located<Percentage>> percentage)
            implements Form {
        public Canary {
            servers = List.copyOf(servers);
            regions = List.copyOf(regions);
        }

        /** The figure for everyone who is not on a canary server. */
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
        public Strategy strategy() {
            return Strategy.CANARY;
        }
    }
}
