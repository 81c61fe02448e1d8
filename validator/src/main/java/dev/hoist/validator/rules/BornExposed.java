package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import java.util.stream.Stream;

/** A new flag is exposed from the start. */
final class BornExposed implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return Stream.concat(change.raises().stream(), change.imports().stream())
                .filter(rise -> rise.before().isEmpty())
                .map(this::finding);
    }

    private Finding finding(Raise rise) {
        return error(rise, MessageText.quoted(rise.name()) + " is new and already exposed in " + rise.environment())
                .help("add the flag at 0 first, then raise it in a change of its own");
    }
}
