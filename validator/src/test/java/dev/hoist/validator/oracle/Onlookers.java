package dev.hoist.validator.oracle;

import dev.hoist.validator.oracle.World.Environment;
import dev.hoist.validator.oracle.World.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Users who stay where they are while trees come and go: one for each ring, server and environment that has ever been there. Where
 * the policy has a user's ring no more, the user belongs to the next one outside, as the policy stood when it went; where it has
 * the environment no more, the user gets nothing.
 */
public final class Onlookers {
    private static final int FULL = 10_000;

    private final Map<String, String> ringNow = new LinkedHashMap<>();
    private final Set<String> environments = new LinkedHashSet<>();
    private final Set<String> judged = new LinkedHashSet<>();
    private final Set<String> servers = new LinkedHashSet<>(Set.of(Reading.OTHER));
    private final Map<String, Map<String, Integer>> had = new HashMap<>();
    private List<String> rings = List.of();

    /** Looks at the next tree, and tells which flags somebody has now, in an environment that is judged, who was there and had them not. */
    public List<String> see(World world) {
        Policy policy = world.policy();
        if (policy == null) {
            return List.of();
        }
        move(policy.ringNames());
        Set<String> gains = new TreeSet<>();
        Reading reading = new Reading(policy, world.flags(), List.of(policy));
        Set<String> free = new LinkedHashSet<>();
        policy.environments().forEach((name, environment) -> {
            servers.addAll(environment.servers().keySet());
            if (environment.free() && !judged.contains(name)) {
                free.add(name);
            }
        });
        Set<String> newcomers = new LinkedHashSet<>(policy.environments().keySet());
        newcomers.removeAll(environments);
        environments.addAll(newcomers);
        for (String environment : environments) {
            for (Map.Entry<String, String> ring : ringNow.entrySet()) {
                for (String server : servers) {
                    String seat = environment + " " + ring.getKey() + " " + server;
                    Map<String, Integer> has = has(reading, environment, ring.getValue(), server);
                    Map<String, Integer> before = had.put(seat, has);
                    if (before == null || newcomers.contains(environment) || free.contains(environment)) {
                        continue;
                    }
                    has.forEach((key, bound) -> {
                        if (bound > before.getOrDefault(key, 0)) {
                            gains.add(key + " in " + environment);
                        }
                    });
                }
            }
        }
        policy.environments().keySet().stream()
                .filter(name -> !free.contains(name))
                .forEach(judged::add);
        return new ArrayList<>(gains);
    }

    private void move(List<String> next) {
        ringNow.replaceAll((ring, now) -> next.contains(ring) ? ring : outside(now, next));
        next.forEach(ring -> ringNow.putIfAbsent(ring, ring));
        rings = next;
    }

    private String outside(String now, List<String> next) {
        for (int i = rings.indexOf(now); i < rings.size(); i++) {
            if (next.contains(rings.get(i))) {
                return rings.get(i);
            }
        }
        return next.get(next.size() - 1);
    }

    /** The share of each flag in one seat; nothing of those that it does not reach. */
    private static Map<String, Integer> has(Reading reading, String environment, String ring, String server) {
        Map<String, Integer> has = new HashMap<>();
        @Nullable Environment known = reading.environment(environment);
        if (known == null) {
            return has;
        }
        for (String flag : reading.flags.keySet()) {
            int least = FULL;
            for (String member : reading.family(flag)) {
                least = Math.min(least, reading.declared(member, environment, ring, server));
            }
            if (least > 0) {
                has.put(flag, least);
            }
        }
        return has;
    }
}
