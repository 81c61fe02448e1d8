package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.exposure.Bounds;
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

    private Stream<Finding> skipped(Raise raise) {
        Set<String> told = new HashSet<>();
        return raise.cellsOnTheLadder().stream()
                .flatMap(cell -> skipped(raise, cell).stream())
                .filter(finding -> told.add(finding.message()));
    }

    private Optional<Finding> skipped(Raise raise, Cell cell) {
        Percentage target = raise.exposure().declaredAfter().at(cell);
        BigDecimal stands = raise.exposure().reachBefore().at(cell).share();
        Optional<Ladder> ladder = raise.ladder(cell).filter(rungs -> rungs.has(target));
        if (ladder.isEmpty() || ladder.get().nextAbove(stands).equals(Optional.of(target))) {
            return Optional.empty();
        }
        boolean capped = raise.exposure().declaredBefore().at(cell).percent().compareTo(stands) > 0;
        String message = MessageText.quoted(raise.name()) + (capped ? " reaches only " : " stands at ")
                + MessageText.percent(stands) + " in " + raise.environment()
                + (capped ? " because of a dependency," : "") + " and would go to "
                + MessageText.percent(target);
        Optional<Percentage> next = ladder.get().nextAbove(stands);
        if (next.isPresent() && target.isAbove(next.get())) {
            message += ", past " + MessageText.percent(next.get());
        }
        return Optional.of(error(raise, raise.place(cell), message).help(help(raise, cell, next)));
    }

    private static String help(Raise raise, Cell cell, Optional<Percentage> next) {
        boolean above = next.filter(
                        rung -> raise.exposure().declaredBefore().at(cell).isAbove(rung))
                .isPresent();
        if (next.isPresent() && !above) {
            return "go to " + MessageText.percent(next.get()) + " first";
        }
        Bounds reach = raise.exposure().reachBefore().at(cell);
        if (next.isEmpty() || reach.partial().size() > 1) {
            // with several salts the share is a product, and lowering the flag lowers it further
            return "raise its dependency first";
        }
        String flag = MessageText.quoted(raise.name());
        String stands = MessageText.percent(reach.share());
        return "a dependency limits " + flag + " to " + stands + ": first land a change that lowers " + flag + " to "
                + stands;
    }
}
