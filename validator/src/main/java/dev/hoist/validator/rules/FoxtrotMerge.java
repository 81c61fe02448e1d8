package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.finding.Finding;
import java.util.stream.Stream;

/**
 * Head itself would land, and base is not on head's first-parent line. The first-parent line of the branch would then
 * lack changes that have landed.
 */
final class FoxtrotMerge implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return switch (change.landing()) {
            case PROPOSED, ONWARD -> Stream.empty();
            case SIDEWAYS ->
                Stream.of(error(
                        change,
                        "base is not on head's first-parent line: head has it only through a merge",
                        "put your commits on top of base, for example with \"git pull --rebase\", and push again"));
            case REWRITTEN ->
                Stream.of(error(
                        change,
                        "base is not in the history of head",
                        "fetch, put your commits on top of base, and push without --force; to take back what"
                                + " landed, use \"git revert\""));
        };
    }

    private Finding error(Change change, String message, String help) {
        String directory = change.written().directory();
        return Finding.errorIn(id(), directory.isEmpty() ? "." : directory, message)
                .help(help);
    }
}
