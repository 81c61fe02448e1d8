package dev.hoist.validator.effect;

import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The users of each ring of an environment, and their distribution over servers. The numbers are those of head's
 * policy. For rings and servers that only base has, they are those of base's policy.
 *
 * @param traffic by server, in percent; all other servers share the rest
 */
public record Populations(List<Population> populations, Map<String, BigDecimal> traffic) {
    public Populations {
        populations = List.copyOf(populations);
        traffic = Map.copyOf(traffic);
    }

    public static Populations of(String environment, Comparison comparison) {
        List<Population> populations = comparison.rings().stream()
                .map(ring -> new Population(
                        ring, population(comparison.after(), ring).or(() -> population(comparison.before(), ring))))
                .toList();
        Map<String, BigDecimal> traffic = new HashMap<>();
        BigDecimal left = Percentage.ALL.percent();
        left = enter(servers(comparison.after(), comparison.environmentAfter(environment)), left, traffic);
        enter(servers(comparison.before(), comparison.environmentBefore(environment)), left, traffic);
        return new Populations(populations, traffic);
    }

    /** The number of users of a group, if it is known. */
    public Optional<BigDecimal> users(Segment part) {
        Optional<BigDecimal> users = populations.stream()
                .filter(population -> part.ring().isEmpty() || part.ring().get().equals(population.ring()))
                .map(Population::users)
                .reduce(Optional.of(BigDecimal.ZERO), (some, more) -> some.flatMap(sum -> more.map(sum::add)));
        return users.map(all -> Users.share(all, traffic(part)));
    }

    /** How many users of a group gain and lose, if it is known. */
    public Optional<Users> users(Segment part, Shift shift) {
        return users(part).map(users -> Users.of(shift, users, part.where() == Segment.Where.EVERYWHERE));
    }

    private BigDecimal traffic(Segment part) {
        BigDecimal named = part.servers().stream()
                .map(server -> traffic.getOrDefault(server, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return part.where() == Segment.Where.CANARY
                ? named
                : Percentage.ALL.percent().subtract(named);
    }

    private static Optional<BigDecimal> population(FlagState state, String ring) {
        return state.policy().stream()
                .flatMap(policy -> policy.rings().stream())
                .filter(known -> known.name().value().equals(ring))
                .map(Policy.Ring::population)
                .findFirst()
                .filter(OptionalLong::isPresent)
                .map(users -> BigDecimal.valueOf(users.getAsLong()));
    }

    private static List<Policy.Server> servers(FlagState state, Optional<String> environment) {
        return environment
                .flatMap(name -> state.policy().flatMap(policy -> policy.environment(name)))
                .map(known -> known.regions().stream()
                        .flatMap(region -> region.servers().stream())
                        .toList())
                .orElse(List.of());
    }

    // one that only base names keeps what base gave it, out of what head leaves to others, so that the sum stays 100
    private static BigDecimal enter(List<Policy.Server> servers, BigDecimal rest, Map<String, BigDecimal> traffic) {
        BigDecimal left = rest;
        for (Policy.Server server : servers) {
            if (!traffic.containsKey(server.name().value())) {
                BigDecimal share = server.traffic().percent().min(left);
                traffic.put(server.name().value(), share);
                left = left.subtract(share);
            }
        }
        return left;
    }
}
