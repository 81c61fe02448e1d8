package dev.hoist.validator.model;

import java.util.List;
import java.util.Optional;

/** The figures of one environment's block, in the shape of one of the three strategies. */
public sealed interface Form {

    Strategy strategy();

    /** {@code percentage: 25}: the same for everyone. */
    record Everyone(Located<Percentage> percentage) implements Form {
        @Override
        public Strategy strategy() {
            return Strategy.PERCENTAGE;
        }
    }

    /**
     * {@code rings: {internal: 100, beta: 50}}: a figure a ring, in the order written.
     */
    record Rings(List<RingPercentage> figures) implements Form {
        public Rings {
            figures = List.copyOf(figures);
        }

        /** What the file says of a ring; empty where it leaves the ring out. */
        public Optional<RingPercentage> figure(String ring) {
            return figures.stream()
                    .filter(figure -> figure.ring().value().equals(ring))
                    .findFirst();
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
        public Strategy strategy() {
            return Strategy.CANARY;
        }
    }
}
