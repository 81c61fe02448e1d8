package dev.hoist.validator.exposure;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A value for every server: one for each named server, and one for all others.
 *
 * @param named only servers whose value differs from {@code other}
 */
public record PerServer<V>(V other, SortedMap<String, V> named) {
    public PerServer {
        if (named.isEmpty()) {
            named = Collections.emptySortedMap();
        } else {
            SortedMap<String, V> differing = new TreeMap<>();
            for (Map.Entry<String, V> entry : named.entrySet()) {
                if (!entry.getValue().equals(other)) {
                    differing.put(entry.getKey(), entry.getValue());
                }
            }
            named = Collections.unmodifiableSortedMap(differing);
        }
    }

    static <V> PerServer<V> everywhere(V value) {
        return new PerServer<>(value, Collections.emptySortedMap());
    }

    V at(String server) {
        return named.getOrDefault(server, other);
    }

    <R> PerServer<R> map(Function<? super V, ? extends R> change) {
        if (named.isEmpty()) {
            return everywhere(change.apply(other));
        }
        SortedMap<String, R> mapped = new TreeMap<>();
        named.forEach((server, value) -> mapped.put(server, change.apply(value)));
        return new PerServer<>(change.apply(other), mapped);
    }

    <W, R> PerServer<R> combine(PerServer<W> that, BiFunction<? super V, ? super W, ? extends R> merge) {
        if (named.isEmpty() && that.named.isEmpty()) {
            return everywhere(merge.apply(other, that.other));
        }
        SortedMap<String, R> merged = new TreeMap<>();
        for (String server : servers(named.keySet(), that.named.keySet())) {
            merged.put(server, merge.apply(at(server), that.at(server)));
        }
        return new PerServer<>(merge.apply(other, that.other), merged);
    }

    /** Compares like a record. Written out because the first call of a record's own method takes long. */
    @Override
    public boolean equals(Object object) {
        return object instanceof PerServer<?> that && other.equals(that.other) && named.equals(that.named);
    }

    @Override
    public int hashCode() {
        return other.hashCode() * 31 + named.hashCode();
    }

    private static Set<String> servers(Set<String> some, Set<String> more) {
        if (some.isEmpty()) {
            return more;
        }
        Set<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }
}
