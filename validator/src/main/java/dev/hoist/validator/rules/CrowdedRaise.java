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
                .filter(raise -> raise.figures().isPresent())
                .flatMap(raise -> crowded(raise, change).stream());
    }

    private Optional<Finding> crowded(Raise raise, Change change) {
        Policy.Environment figures = raise.figures().orElseThrow();
        Duration spacing = figures.spacing();
        Optional<String> group =
                figures.scope() == Policy.Scope.GROUP ? Optional.of(raise.flag().group()) : Optional.empty();
        return change.ledger()
                .lastRaiseOfAnother(
                        raise.name(), group, raise.environment(), change.now().minus(spacing))
                .filter(moment -> change.now().isBefore(moment.time().plus(spacing)))
                .map(moment -> finding(
                        raise, moment, spacing, change.judging().orElseThrow().zone()));
    }

    private Finding finding(Raise raise, Moment moment, Duration spacing, ZoneId zone) {
        return error(
                        raise,
                        MessageText.quoted(moment.flag()) + " rose in " + raise.environment() + " at "
                                + MessageText.time(moment.time(), zone) + "; raises there must be "
                                + MessageText.duration(spacing)
                                + " apart")
                .help("wait until the two raises are far enough apart")
                .passesFrom(moment.time().plus(spacing));
    }
}
