package dev.hoist.validator.history;

import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.model.Flag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The movements and rises of one commit, compared with its first parent.
 *
 * @param environmentsCreated for each environment that the commit created with {@code from}, the older environment
 *     whose percentages the first parent uses for it
 * @param baseline whether there was no readable policy before the commit
 */
public record Moves(List<Move> moves, Map<String, String> environmentsCreated, boolean baseline) {
    static final Moves NONE = new Moves(List.of(), Map.of(), false);

    public Moves {
        moves = List.copyOf(moves);
        environmentsCreated = Collections.unmodifiableMap(new LinkedHashMap<>(environmentsCreated));
    }

    static Moves between(Comparison comparison) {
        List<Move> moves = new ArrayList<>();
        for (ExposureChange exposure : comparison.exposures()) {
            if (exposure.moves() || exposure.rises()) {
                moves.add(new Move(
                        exposure.flag(),
                        group(comparison, exposure.flag()),
                        exposure.environment(),
                        exposure.moves(),
                        exposure.rises()));
            }
        }
        Map<String, String> created = new LinkedHashMap<>();
        comparison
                .after()
                .policy()
                .ifPresent(after -> after.environmentNames().stream()
                        .filter(name ->
                                comparison.before().policy().stream().noneMatch(old -> old.hasEnvironment(name)))
                        .forEach(
                                name -> comparison.environmentBefore(name).ifPresent(from -> created.put(name, from))));
        boolean baseline = comparison.before().policy().isEmpty();
        return moves.isEmpty() && created.isEmpty() && !baseline ? NONE : new Moves(moves, created, baseline);
    }

    private static String group(Comparison comparison, String flag) {
        return comparison
                .after()
                .flag(flag)
                .or(() -> comparison.before().flag(flag))
                .map(Flag::group)
                .orElseThrow();
    }

    /**
     * The movement or rise of one flag in one environment.
     *
     * @param moved whether its effective exposure changed
     * @param rose whether the declared or the effective exposure rose
     */
    public record Move(String flag, String group, String environment, boolean moved, boolean rose) {}
}
