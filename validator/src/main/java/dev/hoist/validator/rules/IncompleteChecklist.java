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
                .filter(rise -> rise.figures().isPresent())
                .filter(rise -> rise.step().declaredBefore().all(Percentage::isNone))
                .flatMap(this::incomplete);
    }

    private Stream<Finding> incomplete(Raise rise) {
        List<String> missing = rise.figures().orElseThrow().checklist().stream()
                .filter(item -> !rise.flag().checklist().contains(item))
                .map(Located::value)
                .toList();
        if (missing.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(error(
                        rise,
                        MessageText.quoted(rise.name()) + " leaves 0 in " + rise.environment() + " with "
                                + MessageText.quoted(missing) + " not ticked")
                .help("do what the checklist asks, then tick the items in the flag: checklist: ["
                        + String.join(", ", ticked(rise, missing)) + "]"));
    }

    private static List<String> ticked(Raise rise, List<String> missing) {
        return Stream.concat(rise.flag().checklist().stream().map(Located::value), missing.stream())
                .toList();
    }
}
