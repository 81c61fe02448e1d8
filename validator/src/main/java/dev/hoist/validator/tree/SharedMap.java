package dev.hoist.validator.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An immutable map by name. A changed copy shares the unchanged parts with the original. */
final class SharedMap<V> {
    /** The number of buckets, a power of two. With 10,000 names, a bucket has about ten. */
    private static final int BUCKETS = 1024;

    private final List<Map<String, V>> buckets;

    private SharedMap(List<Map<String, V>> buckets) {
        this.buckets = buckets;
    }

    static <V> SharedMap<V> empty() {
        return new SharedMap<>(Collections.nCopies(BUCKETS, Map.of()));
    }

    Optional<V> get(String name) {
        return Optional.ofNullable(buckets.get(bucket(name)).get(name));
    }

    /**
     * The same map with some values changed.
     *
     * @param changes the new values by name; an empty value removes the name
     */
    SharedMap<V> with(Map<String, Optional<V>> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        Map<Integer, Map<String, V>> copies = new HashMap<>();
        changes.forEach((name, value) -> {
            Map<String, V> copy = copies.computeIfAbsent(bucket(name), bucket -> new HashMap<>(buckets.get(bucket)));
            value.ifPresentOrElse(some -> copy.put(name, some), () -> copy.remove(name));
        });
        List<Map<String, V>> changed = new ArrayList<>(buckets);
        copies.forEach(changed::set);
        return new SharedMap<>(changed);
    }

    private static int bucket(String name) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 16) & (BUCKETS - 1);
    }
}
