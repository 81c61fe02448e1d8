package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.history.Ledger;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A flag has been at 100 everywhere for so long that it is no longer needed. */
final class StaleFlag implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        Set<String> moving =
                change.exposures().stream().map(ExposureChange::flag).collect(Collectors.toSet());
        return change.touched().stream()
                .filter(key -> !moving.contains(key))
                .flatMap(key -> change.head().flag(key).stream())
                .flatMap(flag -> warning(change.head(), flag, change.ledger(), change.now()).stream());
    }

    /** The warning that a flag is stale. A flag that is marked as permanent is never stale. */
    static Optional<Finding> warning(FlagState state, Flag flag, Ledger ledger, Instant now) {
        Optional<Duration> after = state.policy().flatMap(Policy::staleAfter);
        if (after.isEmpty() || flag.permanent()) {
            return Optional.empty();
        }
        Instant since = now.minus(after.get());
        boolean stale = state.policy().orElseThrow().environmentNames().stream()
                .allMatch(environment -> state.effective(flag.name(), environment)
                                .all(Bounds::isEverybody)
                        && ledger.lastMovement(flag.name(), environment, since).isEmpty());
        return stale
                ? Optional.of(Finding.warning(
                                RuleId.of(StaleFlag.class),
                                flag.place(),
                                MessageText.quoted(flag.name()) + " has stood at 100 % everywhere for longer than "
                                        + MessageText.duration(after.get()))
                        .about(flag.name())
                        .help("remove it and the code that asks for it, or mark it: permanent: true"))
                : Optional.empty();
    }
}
