package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.change.Soak;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.history.Ledger.Moment;
import dev.hoist.validator.model.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A flag rises before its last movement has soaked. */
final class SoakCutShort implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.raises().stream()
                .filter(rise -> rise.figures().isPresent())
                .flatMap(rise -> cutShort(rise, change).stream());
    }

    private Optional<Finding> cutShort(Raise rise, Change change) {
        Policy policy = change.judging().orElseThrow();
        Duration soak = Soak.of(
                rise.step().reachBefore(),
                rise.step().rings(),
                rise.blockBefore(),
                policy,
                rise.figures().orElseThrow());
        Optional<Moment> moved = change.ledger()
                .lastMovement(rise.name(), rise.environment(), change.now().minus(soak));
        return moved.filter(moment -> change.now().isBefore(moment.time().plus(soak)))
                .map(moment -> finding(rise, moment, soak, policy, change.now()));
    }

    private Finding finding(Raise rise, Moment moment, Duration soak, Policy policy, Instant now) {
        Instant earliest = moment.time().plus(soak);
        return error(
                        rise,
                        MessageText.quoted(rise.name()) + " last moved in " + rise.environment() + " at "
                                + MessageText.time(moment.time(), policy.zone()) + ", "
                                + MessageText.duration(Duration.between(moment.time(), now))
                                + " ago, and has to stand for " + MessageText.duration(soak))
                .help("raise it from " + MessageText.from(earliest, policy.zone()) + " on")
                .passesFrom(earliest);
    }
}
