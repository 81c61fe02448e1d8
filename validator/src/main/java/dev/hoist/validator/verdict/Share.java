package dev.hoist.validator.verdict;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An effective exposure in a report: a percentage of the users. It is divided by ring and server if cells differ. */
public sealed interface Share {

    /** The same percentage in all cells. */
    record Uniform(BigDecimal percent) implements Share {}

    /** By ring, inner to outer. */
    record ByRing(Map<String, Share> rings) implements Share {
        public ByRing {
            rings = Collections.unmodifiableMap(new LinkedHashMap<>(rings));
        }
    }

    /**
     * One share on the canary's servers, and another on all other servers.
     *
     * @param canary one percentage if all canary servers agree, else {@link ByServer}
     */
    record Canary(Share canary, Uniform percentage) implements Share {}

    /** By server name, sorted. */
    record ByServer(Map<String, Share> servers) implements Share {
        public ByServer {
            servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
        }
    }
}
