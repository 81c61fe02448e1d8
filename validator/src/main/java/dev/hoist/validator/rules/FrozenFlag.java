package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Freeze;
import java.util.Optional;
import java.util.stream.Stream;

/** A flag rises in an environment in which it is frozen. */
final class FrozenFlag implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return Stream.concat(change.raises().stream(), change.uncapped().stream())
                .flatMap(raise -> freeze(raise).map(freeze -> finding(raise, freeze)).stream());
    }

    private static Optional<Freeze> freeze(Raise raise) {
        return raise.block().flatMap(Block::frozen).or(() -> raise.blockBefore().flatMap(Block::frozen));
    }

    private Finding finding(Raise raise, Freeze freeze) {
        String reason = freeze.reason().map(text -> ": " + text).orElse("");
        return error(raise, MessageText.quoted(raise.name()) + " is frozen in " + raise.environment() + reason)
                .note(freeze.place(), "frozen here")
                .help("thaw it in a separate change, then raise it");
    }
}
