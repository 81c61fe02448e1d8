package dev.hoist.validator.diff;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.effect.Population;
import dev.hoist.validator.effect.Populations;
import dev.hoist.validator.verdict.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What moves in one environment.
 *
 * @param populations users by ring, from inner to outer, if the policy gives their numbers
 * @param flags flags that move for a reason of their own, sorted by key; each is followed by the flags that move
 *     because of it
 * @param experiments sorted by key
 */
public record EnvironmentDiff(
        String environment, List<Population> populations, List<FlagDiff> flags, List<ExperimentDiff> experiments) {
    public EnvironmentDiff {
        populations = List.copyOf(populations);
        flags = List.copyOf(flags);
        experiments = List.copyOf(experiments);
    }

    static EnvironmentDiff of(String environment, Change change, Verdict verdict) {
        Populations audience = Populations.of(environment, change.comparison());
        return new EnvironmentDiff(
                environment,
                audience.populations(),
                new FlagDiffs(environment, audience, change, verdict).all(),
                new ExperimentDiffs(environment, audience, change.comparison()).all());
    }

    boolean isEmpty() {
        return flags.isEmpty() && experiments.isEmpty();
    }

    /** The number of all users; empty if the number for some ring is unknown. */
    public Optional<BigDecimal> population() {
        return populations.stream()
                .map(Population::users)
                .reduce(Optional.of(BigDecimal.ZERO), (some, more) -> some.flatMap(sum -> more.map(sum::add)));
    }
}
