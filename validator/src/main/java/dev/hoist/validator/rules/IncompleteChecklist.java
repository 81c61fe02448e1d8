package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import java.util.List;
import java.util.stream.Stream;

/** A flag leaves 0 before all items of the checklist are ticked. */
final class IncompleteChecklist implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.raises().stream()
                .filter(raise -> raise.figures().isPresent())
                .filter(raise -> raise.exposure().declaredBefore().all(Percentage::isNone))
                .flatMap(this::incomplete);
    }

    private Stream<Finding> incomplete(Raise raise) {
        List<String> missing = raise.figures().orElseThrow().checklist().stream()
                .filter(item -> !raise.flag().checklist().contains(item))
                .map(Located::value)
                .toList();
        if (missing.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(error(
                        raise,
                        MessageText.quoted(raise.name()) + " rises from 0 in " + raise.environment() + ", but "
                                + MessageText.quoted(missing) + (missing.size() == 1 ? " is" : " are") + " not ticked")
                .help("do what the checklist asks, then tick the items in the flag: checklist: ["
                        + String.join(", ", ticked(raise, missing)) + "]"));
    }

    private static List<String> ticked(Raise raise, List<String> missing) {
        return Stream.concat(raise.flag().checklist().stream().map(Located::value), missing.stream())
                .toList();
    }
}
