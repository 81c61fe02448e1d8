package dev.hoist.validator.exposure;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FlagTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One side of a change: a tree that is read with a policy. A name that the policy does not have matches nobody. */
public final class FlagState {
    private static final PerCell<Percentage> DECLARED_NOWHERE = PerCell.everywhere(Percentage.NONE);
    private static final PerCell<Bounds> REACHES_NOBODY = PerCell.everywhere(Bounds.NOBODY);

    private final FlagTree tree;
    private final Optional<Policy> policy;
    private final Map<String, Map<String, PerCell<Bounds>>> effective = new HashMap<>();

    /** The state from which {@link #replacing} made this one, if it was made so. */
    private final @Nullable FlagState origin;

    /** The replaced flag and all flags that depend on it. For all others, the origin has the answers. */
    private final Set<String> affected;

    /**
     * A tree, and the policy with which it is read.
     *
     * @param policy empty if there was never a policy; then no user has any flag
     */
    public FlagState(FlagTree tree, Optional<Policy> policy) {
        this(tree, policy, null, Set.of());
    }

    private FlagState(FlagTree tree, Optional<Policy> policy, @Nullable FlagState origin, Set<String> affected) {
        this.tree = tree;
        this.policy = policy;
        this.origin = origin;
        this.affected = affected;
    }

    /**
     * The same state, but with another version of one flag's file.
     *
     * @param replaced the tree of this state with that version of the file
     */
    FlagState replacing(Flag flag, FlagTree replaced) {
        return new FlagState(replaced, policy, this, replaced.withDependents(List.of(flag.name())));
    }

    /**
     * Keys of the flags whose exposure in an environment may differ from another state, if the file of one flag
     * differs: this flag, and each flag with a dependency whose users differ.
     */
    Set<String> differing(String key, FlagState other, String environment) {
        Set<String> differing = new LinkedHashSet<>(List.of(key));
        Deque<String> open = new ArrayDeque<>(differing);
        while (!open.isEmpty()) {
            String current = open.remove();
            if (!effective(current, environment).equals(other.effective(current, environment))) {
                for (String dependent : tree.dependents(current)) {
                    if (differing.add(dependent)) {
                        open.add(dependent);
                    }
                }
            }
        }
        return differing;
    }

    public FlagTree tree() {
        return tree;
    }

    public Optional<Policy> policy() {
        return policy;
    }

    public Optional<Flag> flag(String key) {
        return tree.flag(key);
    }

    /** The declared exposure of a flag over the rings of this side's policy; 0 if nothing is declared. */
    public PerCell<Percentage> declared(String key, String environment) {
        return tree.flag(key).map(flag -> declared(flag, environment)).orElse(DECLARED_NOWHERE);
    }

    /**
     * The effective exposure of a flag: the users inside the declared exposure of the flag and of everything that it
     * depends on.
     */
    public PerCell<Bounds> effective(String key, String environment) {
        Map<String, PerCell<Bounds>> known = effective.computeIfAbsent(environment, name -> new HashMap<>());
        PerCell<Bounds> answer = find(key, environment, known);
        return answer != null ? answer : reach(key, environment, known);
    }

    private @Nullable PerCell<Bounds> find(String key, String environment, Map<String, PerCell<Bounds>> known) {
        PerCell<Bounds> answer = known.get(key);
        if (answer == null && origin != null && !affected.contains(key)) {
            answer = origin.effective(key, environment);
            known.put(key, answer);
        }
        return answer;
    }

    private PerCell<Percentage> declared(Flag flag, String environment) {
        Optional<Policy.Environment> rules = policy.flatMap(some -> some.environment(environment));
        Optional<Form> form = flag.block(environment).flatMap(Block::live);
        if (rules.isEmpty() || form.isEmpty()) {
            return DECLARED_NOWHERE;
        }
        List<String> rings = policy.orElseThrow().ringNames();
        if (form.get().distinguishesRings()) {
            List<Percentage> figures = new ArrayList<>(rings.size());
            for (int ring = 0; ring < rings.size(); ring++) {
                figures.add(form.get().declared(rings, ring));
            }
            return PerCell.byRing(figures);
        }
        Set<String> servers = form.get().servers(rules.get());
        if (servers.isEmpty()) {
            return PerCell.everywhere(form.get().declared(rings, 0));
        }
        SortedMap<String, Percentage> named = new TreeMap<>();
        for (String server : servers) {
            named.put(server, Percentage.ALL);
        }
        return PerCell.byServer(new PerServer<>(form.get().declared(rings, 0), named));
    }

    /** Calculates the dependencies first, without recursion, because a chain can be as long as the number of flags. */
    private PerCell<Bounds> reach(String key, String environment, Map<String, PerCell<Bounds>> known) {
        Deque<String> open = new ArrayDeque<>(List.of(key));
        Set<String> entered = new HashSet<>();
        while (!open.isEmpty()) {
            String current = open.element();
            if (known.containsKey(current)) {
                open.remove();
                continue;
            }
            Optional<Flag> flag = tree.flag(current);
            if (flag.isEmpty()) {
                known.put(current, REACHES_NOBODY);
                continue;
            }
            boolean first = entered.add(current);
            List<String> missing = missing(flag.get().dependencyKeys(), environment, known);
            if (missing.isEmpty()) {
                known.put(current, combined(flag.get(), environment, flag.get().dependencyKeys(), known));
            } else if (first) {
                missing.forEach(open::push);
            } else {
                PerCell<Bounds> shared = alongACircle(flag.get(), environment);
                tree.circle(current).forEach(member -> known.put(member, shared));
                known.put(current, shared);
            }
        }
        return known.getOrDefault(key, REACHES_NOBODY);
    }

    private List<String> missing(List<String> dependencies, String environment, Map<String, PerCell<Bounds>> known) {
        List<String> missing = new ArrayList<>(dependencies.size());
        for (String dependency : dependencies) {
            if (find(dependency, environment, known) == null) {
                missing.add(dependency);
            }
        }
        return missing;
    }

    private PerCell<Bounds> combined(
            Flag flag, String environment, Iterable<String> dependencies, Map<String, PerCell<Bounds>> known) {
        PerCell<Bounds> reach = own(flag, environment);
        for (String dependency : dependencies) {
            reach = reach.combine(known.getOrDefault(dependency, REACHES_NOBODY), Bounds::and);
        }
        return reach;
    }

    /**
     * The exposure of a flag that depends on itself through a cycle: the percentages of all flags on the cycle count
     * for each of them.
     */
    private PerCell<Bounds> alongACircle(Flag flag, String environment) {
        PerCell<Bounds> reach = own(flag, environment);
        for (String ancestor : tree.ancestors(flag)) {
            reach = reach.combine(
                    tree.flag(ancestor).map(some -> own(some, environment)).orElse(REACHES_NOBODY), Bounds::and);
        }
        return reach;
    }

    private PerCell<Bounds> own(Flag flag, String environment) {
        String salt = flag.salt();
        return declared(flag, environment).map(figure -> Bounds.of(salt, figure));
    }
}
