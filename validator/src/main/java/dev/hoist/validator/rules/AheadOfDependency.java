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
                .flatMap(rise -> rise.flag().dependencies().stream()
                        .flatMap(dependency -> ahead(rise, dependency, change).stream()));
    }

    private Optional<Finding> ahead(Raise rise, Located<String> dependency, Change change) {
        PerCell<Bounds> reach = change.comparison().reachAfter(dependency.value(), rise.environment());
        List<PerCell<?>> all = new ArrayList<>(List.of(
                rise.step().declaredBefore(),
                rise.step().declaredAfter(),
                rise.step().reachBefore(),
                rise.step().reachAfter()));
        all.add(reach);
        for (Cell cell : PerCell.cells(all)) {
            Percentage declared = rise.step().declaredAfter().at(cell);
            BigDecimal stands = reach.at(cell).share();
            if (rise.step().risesIn(cell) && declared.percent().compareTo(stands) > 0) {
                return Optional.of(finding(rise, rise.place(cell), dependency.value(), declared, stands, change));
            }
        }
        return Optional.empty();
    }

    private Finding finding(
            Raise rise, Place place, String dependency, Percentage declared, BigDecimal stands, Change change) {
        Finding finding = error(
                rise,
                place,
                MessageText.quoted(rise.name()) + " would reach " + MessageText.percent(declared) + " in "
                        + rise.environment() + ", ahead of " + MessageText.quoted(dependency) + " at "
                        + MessageText.percent(stands));
        Optional<Flag> known = change.head().flag(dependency);
        if (known.isPresent()) {
            Place standing = new Raise(rise.step(), Optional.empty(), known.get(), Optional.empty(), Set.of()).place();
            finding = finding.note(standing, MessageText.quoted(dependency) + " stands here");
        }
        return finding.help("raise " + MessageText.quoted(dependency) + " to " + MessageText.percent(declared)
                + " first, or hold " + MessageText.quoted(rise.name()) + " at " + MessageText.percent(stands));
    }
}
