package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A flag is raised to a percentage above the share of users who really have one of its dependencies. */
final class AheadOfDependency implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.raises().stream()
                .flatMap(raise -> raise.flag().dependencies().stream()
                        .flatMap(dependency -> ahead(raise, dependency, change).stream()));
    }

    private Optional<Finding> ahead(Raise raise, Located<String> dependency, Change change) {
        PerCell<Bounds> reach = change.comparison().reachAfter(dependency.value(), raise.environment());
        List<PerCell<?>> all = new ArrayList<>(List.of(
                raise.exposure().declaredBefore(),
                raise.exposure().declaredAfter(),
                raise.exposure().reachBefore(),
                raise.exposure().reachAfter()));
        all.add(reach);
        for (Cell cell : PerCell.cells(all)) {
            Percentage declared = raise.exposure().declaredAfter().at(cell);
            BigDecimal stands = reach.at(cell).share();
            if (raise.exposure().risesIn(cell) && declared.percent().compareTo(stands) > 0) {
                return Optional.of(finding(raise, raise.place(cell), dependency.value(), declared, stands, change));
            }
        }
        return Optional.empty();
    }

    private Finding finding(
            Raise raise, Place place, String dependency, Percentage declared, BigDecimal stands, Change change) {
        Finding finding = error(
                raise,
                place,
                MessageText.quoted(raise.name()) + " would reach " + MessageText.percent(declared) + " in "
                        + raise.environment() + ", ahead of " + MessageText.quoted(dependency) + " at "
                        + MessageText.percent(stands));
        Optional<Flag> known = change.head().flag(dependency);
        if (known.isPresent()) {
            Place standing =
                    new Raise(raise.exposure(), Optional.empty(), known.get(), Optional.empty(), Set.of()).place();
            finding = finding.note(standing, MessageText.quoted(dependency) + " stands here");
        }
        return finding.help("raise " + MessageText.quoted(dependency) + " to " + MessageText.percent(declared)
                + " first, or leave " + MessageText.quoted(raise.name()) + " at " + MessageText.percent(stands));
    }
}
