package dev.hoist.validator.oracle;

import dev.hoist.validator.oracle.World.Block;
import dev.hoist.validator.oracle.World.Canary;
import dev.hoist.validator.oracle.World.Environment;
import dev.hoist.validator.oracle.World.Flag;
import dev.hoist.validator.oracle.World.Percentage;
import dev.hoist.validator.oracle.World.Policy;
import dev.hoist.validator.oracle.World.Rings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One tree as it is read: what cannot be read replaced by what could be read before. */
final class Reading {
    static final String OTHER = "*";
    static final Reading NOTHING = new Reading(null, List.of(), List.of());

    final @Nullable Policy policy;
    /** The policies that this and everything behind it were read by, oldest first. */
    final List<Policy> policies;

    final Map<String, Flag> flags = new LinkedHashMap<>();
    private final List<String> rings;
    private final Map<String, Set<String>> servers = new HashMap<>();
    private final Map<String, Set<String>> families = new HashMap<>();

    Reading(@Nullable Policy policy, List<Flag> readable, List<Policy> policies) {
        this.policy = policy;
        this.policies = List.copyOf(policies);
        this.rings = policy == null ? List.of() : policy.ringNames();
        if (policy != null) {
            policy.environments()
                    .forEach((name, environment) ->
                            servers.put(name, environment.servers().keySet()));
        }
        readable.forEach(flag -> flags.putIfAbsent(flag.key(), flag));
    }

    /** The flag's key and those of all its ancestors, unknown ones included. */
    Set<String> family(String key) {
        return families.computeIfAbsent(key, start -> {
            Set<String> seen = new LinkedHashSet<>();
            List<String> open = new ArrayList<>(List.of(start));
            while (!open.isEmpty()) {
                String next = open.remove(open.size() - 1);
                Flag flag = flags.get(next);
                if (seen.add(next) && flag != null) {
                    open.addAll(flag.dependencies());
                }
            }
            return seen;
        });
    }

    @Nullable
    Environment environment(String name) {
        return policy == null ? null : policy.environments().get(name);
    }

    Set<String> servers(String environment) {
        return servers.getOrDefault(environment, Set.of());
    }

    List<String> rings() {
        return rings;
    }

    /** The name under which this side has an environment that it or the one after it has, or null. */
    @Nullable
    String environmentName(Reading after, String name) {
        @Nullable String current = name;
        for (int hops = 0; current != null && hops < 20; hops++) {
            if (environment(current) != null) {
                return current;
            }
            Environment there = after.environment(current);
            boolean was = false;
            for (Policy earlier : policies) {
                was |= earlier.environments().containsKey(current);
            }
            current = was || there == null ? null : there.from();
        }
        return null;
    }

    /** The ring of this side as which a ring of this side or of the one after it reads, or null where this has no policy. */
    @Nullable
    String ringName(Reading after, String ring) {
        @Nullable String since = null;
        for (int i = 0; i < policies.size(); i++) {
            List<String> there = policies.get(i).ringNames();
            if (there.contains(ring)) {
                since = ring;
            } else if (since != null) {
                since = outside(policies.get(i - 1).ringNames(), since, there);
            }
        }
        return policy == null ? null : since != null ? since : outside(after.rings, ring, rings);
    }

    /** The same for a ring of the side before. */
    @Nullable
    String ringNameAfter(Reading before, String ring) {
        return policy == null ? null : outside(before.rings, ring, rings);
    }

    /** The ring as which what is deployed of this side reads any name: itself, else the outermost. */
    @Nullable
    String ringNameDeployed(String ring) {
        return policy == null ? null : rings.contains(ring) ? ring : rings.get(rings.size() - 1);
    }

    private static String outside(List<String> from, String ring, List<String> among) {
        if (among.contains(ring)) {
            return ring;
        }
        for (int i = from.indexOf(ring) + 1; i > 0 && i < from.size(); i++) {
            if (among.contains(from.get(i))) {
                return from.get(i);
            }
        }
        return among.get(among.size() - 1);
    }

    /** D in hundredths, the names being this side's own. */
    int declared(String key, @Nullable String environment, @Nullable String ring, String server) {
        Flag flag = flags.get(key);
        if (flag == null || environment == null || ring == null || policy == null) {
            return 0;
        }
        Block block = flag.blocks().get(environment);
        Environment figures = environment(environment);
        if (block == null || figures == null || !block.enabled()) {
            return 0;
        }
        if (block.form() instanceof Percentage percentage) {
            return percentage.figure();
        }
        if (block.form() instanceof Rings written) {
            for (int i = rings.indexOf(ring); i < rings.size(); i++) {
                Integer figure = written.figures().get(rings.get(i));
                if (figure != null) {
                    return figure;
                }
            }
            return 0;
        }
        Canary canary = (Canary) block.form();
        return servers(environment).contains(server) && covers(canary, figures, server) ? 10_000 : canary.figure();
    }

    static boolean covers(Canary canary, Environment figures, String server) {
        if (canary.servers().contains(server)
                && figures.regions().values().stream().anyMatch(servers -> servers.containsKey(server))) {
            return true;
        }
        for (String region : canary.regions()) {
            Map<String, Integer> servers = figures.regions().get(region);
            if (servers != null && servers.containsKey(server)) {
                return true;
            }
        }
        return false;
    }
}
