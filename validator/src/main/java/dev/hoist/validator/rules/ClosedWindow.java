package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.rollout.ClosedTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A flag rises inside peak hours or a freeze. */
final class ClosedWindow implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.raises().stream()
                .filter(raise -> raise.figures().isPresent())
                .flatMap(raise -> closed(raise, change).stream());
    }

    private Optional<Finding> closed(Raise raise, Change change) {
        Policy policy = change.judging().orElseThrow();
        ClosedTimes times = new ClosedTimes(policy, raise.figures().orElseThrow());
        return times.at(change.now()).map(closed -> {
            Finding finding = error(
                    raise,
                    MessageText.quoted(raise.name()) + " rises in " + raise.environment() + " at "
                            + MessageText.time(change.now(), policy.zone()) + ", " + closed.what());
            Optional<Instant> open = times.firstOpen(change.now());
            return open.isEmpty()
                    ? finding.help("open a window in the policy in a separate change")
                    : finding.help("wait until raises are open again").passesFrom(open.get());
        });
    }
}
