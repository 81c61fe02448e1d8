package dev.hoist.evaluator.plan;

import dev.hoist.validator.model.Flag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dependencies between flags. Flags are given by their numbers. */
final class Families {
    /** The number that stands for a dependency that does not exist. */
    static final int UNKNOWN = -1;

    private final List<List<Integer>> dependencies = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();

    Families(List<Flag> flags, Map<String, Integer> numbers) {
        for (Flag flag : flags) {
            LinkedHashSet<Integer> distinct = new LinkedHashSet<>();
            flag.dependencyKeys().forEach(key -> distinct.add(numbers.getOrDefault(key, UNKNOWN)));
            dependencies.add(List.copyOf(distinct));
        }
        sort();
    }

    /** The direct dependencies of each flag, in the order of its file. */
    List<List<Integer>> dependencies() {
        return dependencies;
    }

    /**
     * The flags in an order in which each flag comes after everything that it depends on. Flags on a dependency cycle,
     * and flags that depend on one, are left out.
     */
    List<Integer> order() {
        return order;
    }

    /**
     * A flag and all its direct and indirect dependencies. It contains {@link #UNKNOWN} if one of them does not exist.
     */
    Set<Integer> family(int flag) {
        Set<Integer> family = new LinkedHashSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(flag));
        while (!open.isEmpty()) {
            int next = open.remove();
            if (family.add(next) && next != UNKNOWN) {
                open.addAll(dependencies.get(next));
            }
        }
        return family;
    }

    private void sort() {
        List<List<Integer>> dependents = new ArrayList<>();
        int[] open = new int[dependencies.size()];
        dependencies.forEach(flag -> dependents.add(new ArrayList<>()));
        for (int flag = 0; flag < open.length; flag++) {
            for (int dependency : dependencies.get(flag)) {
                if (dependency != UNKNOWN) {
                    open[flag]++;
                    dependents.get(dependency).add(flag);
                }
            }
        }
        Deque<Integer> ready = new ArrayDeque<>();
        for (int flag = 0; flag < open.length; flag++) {
            if (open[flag] == 0) {
                ready.add(flag);
            }
        }
        while (!ready.isEmpty()) {
            int flag = ready.remove();
            order.add(flag);
            for (int dependent : dependents.get(flag)) {
                if (--open[dependent] == 0) {
                    ready.add(dependent);
                }
            }
        }
    }
}
