package dev.hoist.validator.tree;

import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which keys there are and who depends on whom; built when first asked, shared by all trees in which neither differs.
 */
final class KeyGraph {
    private @Nullable Map<String, String> folders;
    private @Nullable Map<String, List<String>> dependencies;
    private @Nullable Map<String, List<String>> dependents;
    private @Nullable Map<String, Set<String>> circles;
    private @Nullable Map<String, List<String>> pathsByFoldedKey;

    /** The folder that a flag lies in; the first by name where several have the key. */
    synchronized Optional<String> folder(String key, FlagTree tree) {
        Map<String, String> known = folders;
        if (known == null) {
            Map<String, String> built = new HashMap<>();
            tree.folders()
                    .forEach((name, folder) -> folder.flags().keySet().forEach(flag -> built.putIfAbsent(flag, name)));
            known = built;
            folders = built;
        }
        return Optional.ofNullable(known.get(key));
    }

    /** The given keys and whatever depends on one of them, however far. */
    synchronized Set<String> withDependents(Collection<String> keys, FlagTree tree) {
        Map<String, List<String>> direct = dependents;
        if (direct == null) {
            direct = new HashMap<>();
            for (Map.Entry<String, List<String>> flag : dependencies(tree).entrySet()) {
                for (String dependency : flag.getValue()) {
                    direct.computeIfAbsent(dependency, key -> new ArrayList<>()).add(flag.getKey());
                }
            }
            dependents = direct;
        }
        Set<String> reached = new LinkedHashSet<>(keys);
        Deque<String> open = new ArrayDeque<>(keys);
        while (!open.isEmpty()) {
            for (String dependent : direct.getOrDefault(open.remove(), List.of())) {
                if (reached.add(dependent)) {
                    open.add(dependent);
                }
            }
        }
        return reached;
    }

    /** The flags that depend on each other in circles with the given one, sorted; empty where it lies on none. */
    synchronized Set<String> circle(String key, FlagTree tree) {
        Map<String, Set<String>> known = circles;
        if (known == null) {
            known = new Circles(dependencies(tree)).found();
            circles = known;
        }
        return known.getOrDefault(key, Set.of());
    }

    /** Paths of all files whose key is the same but for letter case and {@code -} or {@code _}, sorted. */
    synchronized List<String> pathsOfKeysLike(String key, FlagTree tree) {
        Map<String, List<String>> known = pathsByFoldedKey;
        if (known == null) {
            Map<String, List<String>> built = new HashMap<>();
            tree.flags()
                    .map(Flag::key)
                    .forEach(found -> built.computeIfAbsent(folded(found.value()), name -> new ArrayList<>())
                            .add(found.place().path()));
            tree.experiments()
                    .map(Experiment::key)
                    .forEach(found -> built.computeIfAbsent(folded(found.value()), name -> new ArrayList<>())
                            .add(found.place().path()));
            built.values().forEach(paths -> paths.sort(null));
            known = built;
            pathsByFoldedKey = built;
        }
        return known.getOrDefault(folded(key), List.of());
    }

    private Map<String, List<String>> dependencies(FlagTree tree) {
        Map<String, List<String>> known = dependencies;
        if (known == null) {
            Map<String, List<String>> built = new LinkedHashMap<>();
            tree.flags().forEach(flag -> built.putIfAbsent(flag.name(), flag.dependencyKeys()));
            known = built;
            dependencies = built;
        }
        return known;
    }

    private static String folded(String key) {
        return key.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * Strongly connected components (Tarjan, <i>Depth-first search and linear graph algorithms</i>, 1972), without recursion: a chain
     * may be as long as a repository has flags.
     */
    private static final class Circles {
        private final Map<String, List<String>> dependencies;
        private final Map<String, Integer> order = new HashMap<>();
        private final Map<String, Integer> low = new HashMap<>();
        private final Deque<String> component = new ArrayDeque<>();
        private final Set<String> inComponent = new HashSet<>();
        private final Map<String, Set<String>> found = new HashMap<>();

        Circles(Map<String, List<String>> dependencies) {
            this.dependencies = dependencies;
        }

        Map<String, Set<String>> found() {
            for (String key : dependencies.keySet()) {
                if (!order.containsKey(key)) {
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
                    if (!order.containsKey(dependency) && dependencies.containsKey(dependency)) {
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
            next.push(dependencies.getOrDefault(key, List.of()).iterator());
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
                if (members.size() > 1
                        || dependencies.getOrDefault(key, List.of()).contains(key)) {
                    members.forEach(one -> found.put(one, members));
                }
            }
        }
    }
}
