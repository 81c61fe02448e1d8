package dev.hoist.operate.plan;

import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.exposure.PerServer;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An exposure in percent: one percentage, or a portion for each ring or server if they differ. */
public sealed interface Portion {

    /** The same percentage in all cells. */
    record Uniform(BigDecimal percent) implements Portion {
        public Uniform {
            percent = percent.stripTrailingZeros();
            percent = percent.scale() < 0 ? percent.setScale(0) : percent;
        }
    }

    /**
     * One portion for each name. The names are those of rings, inner to outer; or {@code canary} and
     * {@code percentage}; or those of servers.
     */
    record Split(Map<String, Portion> parts) implements Portion {
        public Split {
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }
    }

    /** The values of cells as percentages. */
    static <V> Portion of(PerCell<V> values, List<String> rings, Function<V, BigDecimal> percent) {
        if (!values.distinguishesRings()) {
            return of(values.ring(0), percent);
        }
        Map<String, Portion> byRing = new LinkedHashMap<>();
        for (int ring = 0; ring < rings.size(); ring++) {
            byRing.put(rings.get(ring), of(values.ring(ring), percent));
        }
        return new Split(byRing);
    }

    private static <V> Portion of(PerServer<V> values, Function<V, BigDecimal> percent) {
        Uniform elsewhere = new Uniform(percent.apply(values.other()));
        if (values.named().isEmpty()) {
            return elsewhere;
        }
        Map<String, Portion> servers = new LinkedHashMap<>();
        values.named().forEach((server, value) -> servers.put(server, new Uniform(percent.apply(value))));
        List<Portion> different = servers.values().stream().distinct().toList();
        Map<String, Portion> parts = new LinkedHashMap<>();
        parts.put("canary", different.size() == 1 ? different.get(0) : new Split(servers));
        parts.put("percentage", elsewhere);
        return new Split(parts);
    }
}
