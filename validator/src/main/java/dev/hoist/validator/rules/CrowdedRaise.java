package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.history.Ledger.Moment;
import dev.hoist.validator.model.Policy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/** A flag rises too soon after another flag rose in the same environment. */
final class CrowdedRaise implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.raises().stream()
                .filter(rise -> rise.figures().isPresent())
                .flatMap(rise -> crowded(rise, change).stream());
    }

    private Optional<Finding> crowded(Raise rise, Change change) {
        Policy.Environment figures = rise.figures().orElseThrow();
        Duration spacing = figures.spacing();
        Optional<String> group =
                figures.scope() == Policy.Scope.GROUP ? Optional.of(rise.flag().group()) : Optional.empty();
        return change.ledger()
                .lastRaiseOfAnother(
                        rise.name(), group, rise.environment(), change.now().minus(spacing))
                .filter(moment -> change.now().isBefore(moment.time().plus(spacing)))
                .map(moment -> finding(
                        rise, moment, spacing, change.judging().orElseThrow().zone()));
    }

    private Finding finding(Raise rise, Moment moment, Duration spacing, ZoneId zone) {
        return error(
                        rise,
                        MessageText.quoted(moment.flag()) + " rose in " + rise.environment() + " at "
                                + MessageText.time(moment.time(), zone) + "; raises there are kept "
                                + MessageText.duration(spacing)
                                + " apart")
                .help("wait until the two raises are far enough apart")
                .passesFrom(moment.time().plus(spacing));
    }
}
