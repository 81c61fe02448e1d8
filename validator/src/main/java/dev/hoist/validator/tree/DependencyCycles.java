package dev.hoist.validator.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds dependency cycles as strongly connected components (Tarjan, <i>Depth-first search and linear graph
 * algorithms</i>, 1972). It uses no recursion, because a chain can be as long as the number of flags.
 */
final class DependencyCycles {
    private final Function<String, Optional<List<String>>> dependencies;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> low = new HashMap<>();
    private final Deque<String> component = new ArrayDeque<>();
    private final Set<String> inComponent = new HashSet<>();
    private final Map<String, Set<String>> found = new HashMap<>();

    /**
     * Prepares a search for the cycles of a graph.
     *
     * @param dependencies gives the dependencies of a flag by its key; empty if there is no such flag
     */
    DependencyCycles(Function<String, Optional<List<String>>> dependencies) {
        this.dependencies = dependencies;
    }

    /** The cycles of the given flags and of everything that they depend on, by key. */
    Map<String, Set<String>> from(Set<String> keys) {
        for (String key : keys) {
            if (!order.containsKey(key) && dependencies.apply(key).isPresent()) {
                visit(key);
            }
        }
        return found;
    }

    private void visit(String root) {
        Deque<String> path = new ArrayDeque<>();
        Deque<Iterator<String>> next = new ArrayDeque<>();
        enter(root, path, next);
        while (!path.isEmpty()) {
            String current = path.element();
            if (next.element().hasNext()) {
                String dependency = next.element().next();
                if (!order.containsKey(dependency)
                        && dependencies.apply(dependency).isPresent()) {
                    enter(dependency, path, next);
                } else if (inComponent.contains(dependency)) {
                    low.merge(current, order.getOrDefault(dependency, 0), Math::min);
                }
            } else {
                leave(current, path, next);
            }
        }
    }

    private void enter(String key, Deque<String> path, Deque<Iterator<String>> next) {
        low.put(key, order.size());
        order.put(key, order.size());
        component.push(key);
        inComponent.add(key);
        path.push(key);
        next.push(dependencies.apply(key).orElse(List.of()).iterator());
    }

    private void leave(String key, Deque<String> path, Deque<Iterator<String>> next) {
        path.remove();
        next.remove();
        int lowest = low.getOrDefault(key, 0);
        if (!path.isEmpty()) {
            low.merge(path.element(), lowest, Math::min);
        }
        if (lowest == order.getOrDefault(key, 0)) {
            Set<String> members = new TreeSet<>();
            String member;
            do {
                member = component.pop();
                inComponent.remove(member);
                members.add(member);
            } while (!member.equals(key));
            if (members.size() > 1 || dependencies.apply(key).orElse(List.of()).contains(key)) {
                members.forEach(one -> found.put(one, members));
            }
        }
    }
}
