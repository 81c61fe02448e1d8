package dev.hoist.operate.plan;

import dev.hoist.validator.model.Flag;
import dev.hoist.validator.tree.FlagTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/** Orders flags. Each flag comes after all flags that it depends on. Otherwise flags are sorted by key. */
final class DependencyOrder {
    private DependencyOrder() {}

    static List<Flag> of(FlagTree tree) {
        Map<String, Flag> flags = new TreeMap<>();
        tree.flags().forEach(flag -> flags.putIfAbsent(flag.name(), flag));
        Map<String, Integer> open = new HashMap<>();
        Map<String, List<String>> dependents = new HashMap<>();
        flags.values().forEach(flag -> {
            Set<String> known = new LinkedHashSet<>(flag.dependencyKeys());
            known.retainAll(flags.keySet());
            open.put(flag.name(), known.size());
            known.forEach(key ->
                    dependents.computeIfAbsent(key, some -> new ArrayList<>()).add(flag.name()));
        });
        PriorityQueue<String> free = new PriorityQueue<>(Comparator.naturalOrder());
        open.forEach((key, count) -> {
            if (count == 0) {
                free.add(key);
            }
        });
        List<Flag> ordered = new ArrayList<>();
        while (!free.isEmpty()) {
            String key = free.remove();
            Flag flag = flags.remove(key);
            if (flag != null) {
                ordered.add(flag);
            }
            for (String dependent : dependents.getOrDefault(key, List.of())) {
                if (open.merge(dependent, -1, Integer::sum) == 0) {
                    free.add(dependent);
                }
            }
        }
        // what is left depends on itself in a circle
        ordered.addAll(flags.values());
        return ordered;
    }
}
