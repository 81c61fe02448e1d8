package dev.hoist.validator.tree;

import dev.hoist.validator.model.Flag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who depends on whom, read backwards; built when first asked, shared by trees in which nobody's dependencies differ. */
final class Dependents {
    private @Nullable Map<String, List<String>> direct;

    /** The given keys and whatever depends on one of them, however far. */
    synchronized Set<String> withDependents(Collection<String> keys, Stream<Flag> flags) {
        Map<String, List<String>> byDependency = direct;
        if (byDependency == null) {
            Map<String, List<String>> built = new HashMap<>();
            flags.forEach(flag -> flag.dependencies()
                    .forEach(dependency -> built.computeIfAbsent(dependency.value(), key -> new ArrayList<>())
                            .add(flag.name())));
            byDependency = built;
            direct = built;
        }
        Set<String> reached = new LinkedHashSet<>(keys);
        Deque<String> open = new ArrayDeque<>(keys);
        while (!open.isEmpty()) {
            for (String dependent : byDependency.getOrDefault(open.remove(), List.of())) {
                if (reached.add(dependent)) {
                    open.add(dependent);
                }
            }
        }
        return reached;
    }
}
