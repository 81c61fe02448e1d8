package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import java.util.List;
import java.util.stream.Stream;

/** A flag is removed while some of its users have it and others do not. */
final class RemovedInFlight implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.isBaseline()
                ? Stream.empty()
                : change.touched().stream()
                        .filter(key -> change.head().flag(key).isEmpty())
                        .flatMap(key -> change.base().flag(key).stream())
                        .flatMap(flag -> inFlight(flag, change));
    }

    private Stream<Finding> inFlight(Flag flag, Change change) {
        return change.base().policy().map(Policy::environmentNames).orElse(List.of()).stream()
                .filter(environment -> !change.isFree(environment))
                .filter(environment -> isInFlight(change.base().effective(flag.name(), environment)))
                .limit(1)
                .map(environment -> Finding.error(
                                id(),
                                flag.place(),
                                MessageText.quoted(flag.name()) + " is removed while only some users have it in "
                                        + environment)
                        .about(flag.name())
                        .in(environment)
                        .help("first lower it to 0 or raise it to 100 everywhere, then remove it and the code that"
                                + " asks for it"));
    }

    private static boolean isInFlight(PerCell<Bounds> reach) {
        return !reach.all(Bounds::isNobody) && !reach.all(Bounds::isEverybody);
    }
}
