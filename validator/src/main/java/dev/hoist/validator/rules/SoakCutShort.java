package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.history.Ledger.Moment;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.rollout.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A flag rises before its last movement has soaked. */
final class SoakCutShort implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.raises().stream()
                .flatMap(raise -> change.start(raise).flatMap(start -> cutShort(raise, start, change)).stream());
    }

    private Optional<Finding> cutShort(Raise raise, Rollout start, Change change) {
        return start.soaking(change.ledger(), change.now())
                .map(moment -> finding(raise, moment, start.soak(), start.policy(), change.now()));
    }

    private Finding finding(Raise raise, Moment moment, Duration soak, Policy policy, Instant now) {
        return error(
                        raise,
                        MessageText.quoted(raise.name()) + " last moved in " + raise.environment() + " at "
                                + MessageText.time(moment.time(), policy.zone()) + ", "
                                + MessageText.duration(Duration.between(moment.time(), now))
                                + " ago, and must stand for " + MessageText.duration(soak) + " before it rises")
                .help("wait until it has soaked")
                .passesFrom(moment.time().plus(soak));
    }
}
