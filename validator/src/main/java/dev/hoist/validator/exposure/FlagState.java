package dev.hoist.validator.exposure;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FlagTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One side of a change: a tree, read by a policy. What the policy does not know matches nobody. */
public final class FlagState {
    private static final PerCell<Percentage> DECLARED_NOWHERE = PerCell.everywhere(Percentage.NONE);
    private static final PerCell<Bounds> REACHES_NOBODY = PerCell.everywhere(Bounds.NOBODY);

    private final FlagTree tree;
    private final Optional<Policy> policy;
    private final Map<String, Map<String, PerCell<Bounds>>> effective = new HashMap<>();

    /**
     * A tree and what reads it.
     *
     * @param policy empty where there never was one: nobody is exposed then
     */
    public FlagState(FlagTree tree, Optional<Policy> policy) {
        this.tree = tree;
        this.policy = policy;
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

    /** What the flag's own file says, over the rings of this side's policy; 0 where it says nothing that counts. */
    public PerCell<Percentage> declared(String key, String environment) {
        return tree.flag(key).map(flag -> declared(flag, environment)).orElse(DECLARED_NOWHERE);
    }

    /** Who really gets the flag: those inside its declared exposure and that of everything it depends on. */
    public PerCell<Bounds> effective(String key, String environment) {
        Map<String, PerCell<Bounds>> known = effective.computeIfAbsent(environment, name -> new HashMap<>());
        PerCell<Bounds> answer = known.get(key);
        return answer != null ? answer : reach(key, environment, known);
    }

    private PerCell<Percentage> declared(Flag flag, String environment) {
        Optional<Policy.Environment> rules = policy.flatMap(some -> some.environment(environment));
        Optional<Form> form = flag.block(environment).flatMap(Block::live);
        if (rules.isEmpty() || form.isEmpty()) {
            return DECLARED_NOWHERE;
        }
        if (form.get() instanceof Form.Rings rings) {
            return byRing(rings, policy.orElseThrow().ringNames());
        }
        if (form.get() instanceof Form.Canary canary) {
            return byServer(canary, rules.get());
        }
        return PerCell.everywhere(((Form.Everyone) form.get()).percentage().value());
    }

    private static PerCell<Percentage> byRing(Form.Rings written, List<String> rings) {
        List<Percentage> figures = new ArrayList<>(Collections.nCopies(rings.size(), Percentage.NONE));
        Percentage outer = Percentage.NONE;
        for (int ring = rings.size() - 1; ring >= 0; ring--) {
            outer = written.figure(rings.get(ring))
                    .map(figure -> figure.percentage().value())
                    .orElse(outer);
            figures.set(ring, outer);
        }
        return PerCell.byRing(figures);
    }

    private static PerCell<Percentage> byServer(Form.Canary canary, Policy.Environment environment) {
        SortedMap<String, Percentage> named = new TreeMap<>();
        for (Located<String> server : canary.servers()) {
            if (environment.server(server.value()).isPresent()) {
                named.put(server.value(), Percentage.ALL);
            }
        }
        for (Located<String> region : canary.regions()) {
            environment
                    .region(region.value())
                    .ifPresent(some -> some.servers()
                            .forEach(server -> named.put(server.name().value(), Percentage.ALL)));
        }
        return PerCell.byServer(new PerServer<>(canary.elsewhere(), named));
    }

    /** Dependencies first, without recursion: a chain may be as long as a repository has flags. */
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
            List<String> missing = flag.get().dependencyKeys().stream()
                    .filter(dependency -> !known.containsKey(dependency))
                    .toList();
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

    private PerCell<Bounds> combined(
            Flag flag, String environment, Iterable<String> dependencies, Map<String, PerCell<Bounds>> known) {
        PerCell<Bounds> reach = own(flag, environment);
        for (String dependency : dependencies) {
            reach = reach.combine(known.getOrDefault(dependency, REACHES_NOBODY), Bounds::and);
        }
        return reach;
    }

    /** Flags on a circle depend on each other and on themselves: all of their figures count for each. */
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
