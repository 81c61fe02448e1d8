package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Ladder;
import dev.hoist.validator.model.Percentage;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** In some cell, a raise goes to a rung that is not the next rung above the share of users who have the flag. */
final class SkippedStep implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.raises().stream().flatMap(this::skipped);
    }

    private Stream<Finding> skipped(Raise rise) {
        Set<String> told = new HashSet<>();
        return rise.cellsOnTheLadder().stream()
                .flatMap(cell -> skipped(rise, cell).stream())
                .filter(finding -> told.add(finding.message()));
    }

    private Optional<Finding> skipped(Raise rise, Cell cell) {
        Percentage target = rise.step().declaredAfter().at(cell);
        BigDecimal stands = rise.step().reachBefore().at(cell).share();
        Optional<Ladder> ladder = rise.ladder(cell).filter(rungs -> rungs.has(target));
        if (ladder.isEmpty() || ladder.get().nextAbove(stands).equals(Optional.of(target))) {
            return Optional.empty();
        }
        boolean capped = rise.step().declaredBefore().at(cell).percent().compareTo(stands) > 0;
        String message = MessageText.quoted(rise.name()) + " stands at " + MessageText.percent(stands)
                + (capped ? " effectively" : "") + " in " + rise.environment() + " and would go to "
                + MessageText.percent(target);
        Optional<Percentage> next = ladder.get().nextAbove(stands);
        if (next.isPresent() && target.isAbove(next.get())) {
            message += ", past " + MessageText.percent(next.get());
        }
        String help = next.filter(rung -> rise.step().declaredBefore().at(cell).isAbove(rung))
                .map(rung -> "a dependency holds it down: lower it to " + MessageText.percent(stands) + " first")
                .or(() -> next.map(rung -> "go to " + MessageText.percent(rung) + " first"))
                .orElse("raise what it depends on first");
        return Optional.of(error(rise, rise.place(cell), message).help(help));
    }
}
