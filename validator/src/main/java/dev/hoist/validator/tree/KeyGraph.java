package dev.hoist.validator.tree;

import dev.hoist.validator.model.Flag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys of one state of the flags, and which key depends on which. The graph of the next state shares with this
 * graph all parts that do not differ. If neither keys nor dependencies differ, it is the same object.
 */
final class KeyGraph {
    /** The graph of a tree without files. */
    static final KeyGraph EMPTY = new KeyGraph(SharedMap.empty(), SharedMap.empty(), SharedMap.empty(), Map.of());

    /** For each key, the names of the folders with a flag of that key, sorted; the first one counts. */
    private final SharedMap<SortedSet<String>> folders;

    private final SharedMap<SortedSet<String>> dependents;
    private final SharedMap<SortedSet<String>> pathsByFoldedKey;
    private final Map<String, Set<String>> circles;

    private KeyGraph(
            SharedMap<SortedSet<String>> folders,
            SharedMap<SortedSet<String>> dependents,
            SharedMap<SortedSet<String>> pathsByFoldedKey,
            Map<String, Set<String>> circles) {
        this.folders = folders;
        this.dependents = dependents;
        this.pathsByFoldedKey = pathsByFoldedKey;
        this.circles = circles;
    }

    /**
     * The graph of another state.
     *
     * @param before the folders of this graph's state
     * @param after the folders of the other state
     */
    KeyGraph next(Map<String, FolderReading> before, Map<String, FolderReading> after) {
        List<Replaced> replaced = Replaced.between(before, after);
        return replaced.isEmpty() ? this : new Successor(this, before, after).of(replaced);
    }

    Optional<Flag> flag(String key, Map<String, FolderReading> in) {
        return flag(folders, key, in);
    }

    private static Optional<Flag> flag(
            SharedMap<SortedSet<String>> folders, String key, Map<String, FolderReading> in) {
        Optional<SortedSet<String>> names = folders.get(key);
        FolderReading folder = names.isEmpty() ? null : in.get(names.get().first());
        return folder == null ? Optional.empty() : folder.flag(key);
    }

    /** The given keys and all keys that depend on one of them, directly or not. */
    Set<String> withDependents(Collection<String> keys) {
        Set<String> reached = new LinkedHashSet<>(keys);
        Deque<String> open = new ArrayDeque<>(keys);
        while (!open.isEmpty()) {
            for (String dependent : dependents.get(open.remove()).orElse(Collections.emptySortedSet())) {
                if (reached.add(dependent)) {
                    open.add(dependent);
                }
            }
        }
        return reached;
    }

    /** The keys that directly depend on a key, sorted. */
    Set<String> dependents(String key) {
        return Collections.unmodifiableSet(dependents.get(key).orElse(Collections.emptySortedSet()));
    }

    /** Whether a file has the key and the dependencies of a flag. */
    static boolean readsAlike(FileReading reading, Flag flag) {
        return reading instanceof FileReading.OfFlag file
                && file.flag().name().equals(flag.name())
                && file.flag().dependencyKeys().equals(flag.dependencyKeys());
    }

    /** The flags that form a dependency cycle with the given one, sorted; empty if there is no cycle. */
    Set<String> circle(String key) {
        return circles.getOrDefault(key, Set.of());
    }

    /**
     * Paths of all files with nearly the same key, sorted. Letter case and the separators {@code _}, {@code -} and
     * {@code .} do not count as a difference.
     */
    List<String> pathsOfKeysLike(String key) {
        return List.copyOf(pathsByFoldedKey.get(folded(key)).orElse(Collections.emptySortedSet()));
    }

    private static String folded(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(lower.length());
        for (int index = 0; index < lower.length(); index++) {
            char character = lower.charAt(index);
            if (character != '_' && character != '-' && character != '.') {
                folded.append(character);
            }
        }
        return folded.toString();
    }

    /**
     * A file whose key or dependencies differ between two states.
     *
     * @param before the file as it was read before; empty if it did not exist
     * @param after the file as it is read after; empty if it no longer exists
     */
    private record Replaced(String folder, Optional<FileReading> before, Optional<FileReading> after) {

        static List<Replaced> between(Map<String, FolderReading> before, Map<String, FolderReading> after) {
            List<Replaced> replaced = new ArrayList<>();
            FolderReading.forEachDiffering(before, after, (folder, old, now) -> {
                Replaced file = new Replaced(
                        folder,
                        Optional.ofNullable(old).map(FolderReading.Entry::effective),
                        Optional.ofNullable(now).map(FolderReading.Entry::effective));
                if (!shape(file.before()).equals(shape(file.after()))) {
                    replaced.add(file);
                }
            });
            return replaced;
        }

        private static List<Object> shape(Optional<FileReading> reading) {
            List<Object> shape = new ArrayList<>(3);
            if (reading.isPresent() && reading.get().key().isPresent()) {
                shape.add(reading.get().key().get().value());
            }
            if (reading.isPresent() && reading.get() instanceof FileReading.OfFlag file) {
                shape.add(file.flag().dependencyKeys());
            }
            return shape;
        }

        static Optional<Flag> flag(Optional<FileReading> reading) {
            return reading.isPresent() && reading.get() instanceof FileReading.OfFlag file
                    ? Optional.of(file.flag())
                    : Optional.empty();
        }

        Stream<String> flagKeys() {
            return Stream.of(before, after)
                    .flatMap(reading -> flag(reading).stream())
                    .map(Flag::name);
        }
    }

    /** Builds the graph of the next state. */
    private static final class Successor {
        private final KeyGraph graph;
        private final Map<String, FolderReading> before;
        private final Map<String, FolderReading> after;

        Successor(KeyGraph graph, Map<String, FolderReading> before, Map<String, FolderReading> after) {
            this.graph = graph;
            this.before = before;
            this.after = after;
        }

        KeyGraph of(List<Replaced> replaced) {
            Set<String> keys =
                    replaced.stream().flatMap(Replaced::flagKeys).collect(Collectors.toCollection(TreeSet::new));
            SharedMap<SortedSet<String>> folders = folders(replaced);
            return new KeyGraph(
                    folders,
                    dependents(keys, folders),
                    paths(replaced),
                    circles(keys, key -> flag(folders, key, after).map(Flag::dependencyKeys)));
        }

        private SharedMap<SortedSet<String>> folders(List<Replaced> replaced) {
            Edits edits = new Edits(graph.folders);
            replaced.forEach(file -> Replaced.flag(file.before())
                    .ifPresent(flag -> edits.of(flag.name()).remove(file.folder())));
            replaced.forEach(file -> Replaced.flag(file.after())
                    .ifPresent(flag -> edits.of(flag.name()).add(file.folder())));
            return edits.made();
        }

        private SharedMap<SortedSet<String>> dependents(Set<String> keys, SharedMap<SortedSet<String>> folders) {
            Edits edits = new Edits(graph.dependents);
            for (String key : keys) {
                graph.flag(key, before)
                        .ifPresent(flag -> flag.dependencyKeys()
                                .forEach(dependency -> edits.of(dependency).remove(key)));
                flag(folders, key, after)
                        .ifPresent(flag -> flag.dependencyKeys()
                                .forEach(dependency -> edits.of(dependency).add(key)));
            }
            return edits.made();
        }

        private SharedMap<SortedSet<String>> paths(List<Replaced> replaced) {
            Edits edits = new Edits(graph.pathsByFoldedKey);
            for (Replaced file : replaced) {
                file.before()
                        .flatMap(FileReading::key)
                        .ifPresent(key ->
                                edits.of(folded(key.value())).remove(key.place().path()));
            }
            for (Replaced file : replaced) {
                file.after()
                        .flatMap(FileReading::key)
                        .ifPresent(key ->
                                edits.of(folded(key.value())).add(key.place().path()));
            }
            return edits.made();
        }

        /**
         * The cycles of the next state. A new cycle contains a flag that differs. If such a flag was on an old cycle,
         * the other flags of that cycle may still form one.
         */
        private Map<String, Set<String>> circles(
                Set<String> keys, Function<String, Optional<List<String>>> dependencies) {
            Set<String> from = new LinkedHashSet<>(keys);
            Set<String> ofCircles = new LinkedHashSet<>();
            for (String key : keys) {
                // each circle once, whichever of its flags comes first
                if (!ofCircles.contains(key)) {
                    ofCircles.addAll(graph.circle(key));
                }
            }
            from.addAll(ofCircles);
            Map<String, Set<String>> found = new DependencyCycles(dependencies).from(from);
            if (graph.circles.isEmpty()) {
                return found;
            }
            Map<String, Set<String>> circles = new HashMap<>(graph.circles);
            circles.keySet().removeAll(from);
            circles.putAll(found);
            return circles;
        }
    }

    /** Changes some of the sets in a shared map. */
    private static final class Edits {
        private final SharedMap<SortedSet<String>> map;
        private final Map<String, SortedSet<String>> edited = new HashMap<>();

        Edits(SharedMap<SortedSet<String>> map) {
            this.map = map;
        }

        SortedSet<String> of(String name) {
            return edited.computeIfAbsent(
                    name, key -> new TreeSet<>(map.get(key).orElse(Collections.emptySortedSet())));
        }

        SharedMap<SortedSet<String>> made() {
            Map<String, Optional<SortedSet<String>>> changes = new HashMap<>();
            edited.forEach((name, set) -> changes.put(name, Optional.of(set).filter(some -> !some.isEmpty())));
            return map.with(changes);
        }
    }
}
