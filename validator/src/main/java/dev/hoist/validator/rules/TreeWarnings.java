package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.history.Ledger;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The warnings about a whole tree, including files that a change does not touch. */
public final class TreeWarnings {
    private TreeWarnings() {}

    /** Expired and stale flags at the head of a change. A flag that the change moves is not stale. */
    public static Stream<Finding> of(Change change) {
        Set<String> moving = change.steps().stream().map(ExposureChange::flag).collect(Collectors.toSet());
        return of(change.head(), moving, change.ledger(), change.now());
    }

    /**
     * Expired and stale flags of a state.
     *
     * @param moving flags that count as not stale, whatever the ledger says
     */
    public static Stream<Finding> of(FlagState state, Set<String> moving, Ledger ledger, Instant now) {
        return Stream.concat(
                expired(state, now),
                state.tree()
                        .flags()
                        .filter(flag -> !moving.contains(flag.name()))
                        .flatMap(flag -> StaleFlag.warning(state, flag, ledger, now).stream()));
    }

    /**
     * Warnings about a tree without history: expired flags, flags capped by a dependency, and flags with mismatched
     * salts.
     */
    public static Stream<Finding> ofTree(FlagState state, Instant now) {
        List<String> environments = state.policy().map(Policy::environmentNames).orElse(List.of());
        return Stream.of(
                        expired(state, now),
                        state.tree()
                                .flags()
                                .flatMap(flag -> environments.stream()
                                        .flatMap(environment ->
                                                CappedByDependency.warning(state, flag, environment).stream())),
                        state.tree()
                                .flags()
                                .map(Flag::name)
                                .flatMap(key -> environments.stream()
                                        .flatMap(environment ->
                                                MismatchedSalt.warning(state, key, environment).stream())))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> expired(FlagState state, Instant now) {
        ZoneId zone = state.policy().map(Policy::zone).orElse(ZoneId.of("UTC"));
        return Stream.concat(
                        state.tree().flags().map(Flag::name),
                        state.tree().experiments().map(experiment -> experiment.name()))
                .flatMap(key -> ExpiredFlag.warning(state.tree(), key, now, zone).stream());
    }
}
