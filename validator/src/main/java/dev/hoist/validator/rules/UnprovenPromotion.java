package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Policy;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;

/** A flag rises too early: in the environment that comes first, it has not reached the required percentage. */
final class UnprovenPromotion implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.raises().stream()
                .flatMap(raise -> raise
                        .figures()
                        .flatMap(Policy.Environment::after)
                        .flatMap(after -> unproven(raise, after, change))
                        .stream());
    }

    private Optional<Finding> unproven(Raise raise, Policy.After after, Change change) {
        String first = after.environment().value();
        BigDecimal least = change.base()
                .effective(raise.name(), first)
                .values()
                .map(Bounds::share)
                .min(BigDecimal::compareTo)
                .orElseThrow();
        if (least.compareTo(after.at().percent()) >= 0) {
            return Optional.empty();
        }
        return Optional.of(error(
                        raise,
                        MessageText.quoted(raise.name()) + " rises in " + raise.environment() + ", but in " + first
                                + " it stands at "
                                + MessageText.percent(least) + " and must first reach "
                                + MessageText.percent(after.at()))
                .help("first raise it to " + MessageText.percent(after.at()) + " in " + first));
    }
}
