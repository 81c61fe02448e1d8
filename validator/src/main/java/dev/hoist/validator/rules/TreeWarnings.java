package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.history.Ledger;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The warnings about a whole tree, including files that a change does not touch. */
public final class TreeWarnings {
    private TreeWarnings() {}

    /** Expired and stale flags at the head of a change. A flag that the change moves is not stale. */
    public static Stream<Finding> of(Change change) {
        Set<String> moving =
                change.exposures().stream().map(ExposureChange::flag).collect(Collectors.toSet());
        return of(change.head(), moving, change.ledger(), change.now());
    }

    /**
     * Expired and stale flags of a state.
     *
     * @param moving flags that count as not stale, whatever the ledger says
     */
    public static Stream<Finding> of(FlagState state, Set<String> moving, Ledger ledger, Instant now) {
        return Stream.concat(
                new ExpiredFlag().ofTree(state, now),
                state.tree()
                        .flags()
                        .filter(flag -> !moving.contains(flag.name()))
                        .flatMap(flag -> StaleFlag.warning(state, flag, ledger, now).stream()));
    }

    /** Warnings about a tree without history, by every rule that has such. */
    public static Stream<Finding> ofTree(FlagState state, Instant now) {
        return RuleBook.ofTrees().stream().flatMap(rule -> rule.ofTree(state, now));
    }
}
