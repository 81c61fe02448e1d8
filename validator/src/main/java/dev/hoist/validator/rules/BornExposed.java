package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Overrides;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import java.util.stream.Stream;

/** A new flag is exposed from the start. */
final class BornExposed implements Rule {
    @Override
    public RuleId id() {
        return Overrides.IMPORT;
    }

    @Override
    public Stream<Finding> check(Change change) {
        return Stream.concat(change.raises().stream(), change.imports().stream())
                .filter(raise -> raise.before().isEmpty())
                .map(this::finding);
    }

    private Finding finding(Raise raise) {
        return error(raise, MessageText.quoted(raise.name()) + " is new and already exposed in " + raise.environment())
                .help("add the flag at 0 first, then raise it in a separate change");
    }
}
