package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Ladder;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A flag gets a percentage that is no rung of the ladder. This is an error if the flag rises, and a warning in a change
 * that only lowers.
 */
final class OffLadder implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.raisesSomething()
                ? change.raises().stream().flatMap(this::raised)
                : change.exposures().stream()
                        .filter(exposure -> !change.isFree(exposure.environment()))
                        .flatMap(exposure -> lowered(exposure, change));
    }

    private Stream<Finding> raised(Raise raise) {
        Set<Percentage> told = new TreeSet<>();
        return raise.cellsOnTheLadder().stream().flatMap(cell -> {
            Percentage target = raise.exposure().declaredAfter().at(cell);
            Optional<Ladder> ladder = raise.ladder(cell);
            if (ladder.isEmpty() || ladder.get().has(target) || !told.add(target)) {
                return Stream.empty();
            }
            String message = MessageText.quoted(raise.name()) + " would go to " + MessageText.percent(target) + " in "
                    + raise.environment() + ", which is no rung of its ladder";
            return Stream.of(error(raise, raise.place(cell), message).help(help(raise, cell, ladder.get())));
        });
    }

    private static String help(Raise raise, Cell cell, Ladder ladder) {
        String rungs = "the rungs are " + ladder;
        return ladder.nextAbove(raise.exposure().reachBefore().at(cell).share())
                .map(next -> "the next rung is " + MessageText.percent(next) + "; " + rungs)
                .orElse(rungs);
    }

    private Stream<Finding> lowered(ExposureChange exposure, Change change) {
        Optional<Flag> flag = change.head().flag(exposure.flag());
        Optional<Policy.Environment> figures = change.figures(exposure.environment());
        if (flag.isEmpty() || figures.isEmpty()) {
            return Stream.empty();
        }
        Raise asWritten = new Raise(exposure, change.base().flag(exposure.flag()), flag.get(), figures, Set.of());
        boolean canary = asWritten.form().filter(Form.Canary.class::isInstance).isPresent();
        Set<Percentage> told = new TreeSet<>();
        return exposure.cells().stream()
                .filter(exposure::declaredFallsIn)
                .filter(cell -> !canary || cell.isOther())
                .filter(cell -> told.add(exposure.declaredAfter().at(cell)))
                .filter(cell -> !asWritten
                        .ladder(cell)
                        .orElseThrow()
                        .has(exposure.declaredAfter().at(cell)))
                .map(cell -> Finding.warning(
                                RuleId.of(OffLadder.class),
                                asWritten.place(cell),
                                MessageText.quoted(exposure.flag()) + " falls to "
                                        + MessageText.percent(
                                                exposure.declaredAfter().at(cell)) + " in " + exposure.environment()
                                        + ", which is no rung of its ladder")
                        .about(exposure.flag())
                        .in(exposure.environment())
                        .help("this percentage is allowed; the next raise goes to the next rung above it"));
    }
}
