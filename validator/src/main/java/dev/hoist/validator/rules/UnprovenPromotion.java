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
                .flatMap(
                        rise -> rise
                                .figures()
                                .flatMap(Policy.Environment::after)
                                .flatMap(after -> unproven(rise, after, change))
                                .stream());
    }

    private Optional<Finding> unproven(Raise rise, Policy.After after, Change change) {
        String first = after.environment().value();
        BigDecimal least = change.base()
                .effective(rise.name(), first)
                .values()
                .map(Bounds::share)
                .min(BigDecimal::compareTo)
                .orElseThrow();
        if (least.compareTo(after.at().percent()) >= 0) {
            return Optional.empty();
        }
        return Optional.of(error(
                        rise,
                        MessageText.quoted(rise.name()) + " rises in " + rise.environment() + " while it stands at "
                                + MessageText.percent(least) + " in " + first + ", short of "
                                + MessageText.percent(after.at()))
                .help("bring it to " + MessageText.percent(after.at()) + " in " + first + " first"));
    }
}
