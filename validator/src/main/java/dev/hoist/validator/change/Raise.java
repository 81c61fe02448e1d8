package dev.hoist.validator.change;

import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Ladder;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.Policy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A raise: one flag that rises in one environment.
 *
 * @param before the flag at base; empty for a new flag
 * @param flag the flag at head
 * @param figures the settings of base's policy for that environment; empty if it does not have the environment
 * @param canaryServers the servers that head's canary lists cover
 */
public record Raise(
        ExposureChange exposure,
        Optional<Flag> before,
        Flag flag,
        Optional<Policy.Environment> figures,
        Set<String> canaryServers) {

    public String name() {
        return exposure.flag();
    }

    public String environment() {
        return exposure.environment();
    }

    public Optional<Block> blockBefore() {
        return before.flatMap(old -> old.block(environment()));
    }

    public Optional<Block> block() {
        return flag.block(environment());
    }

    /**
     * The form of the flag's block at head; empty if the block is absent or disabled. The flag can then rise only
     * because of its dependencies.
     */
    public Optional<Form> form() {
        return block().flatMap(Block::live);
    }

    /** Whether the flag's own file makes it rise. Otherwise a flag that it depends on makes it rise. */
    public boolean isOwnDoing() {
        return exposure.declaredRises()
                || before.isEmpty()
                || !before.get().salt().equals(flag.salt())
                || !Set.copyOf(before.get().dependencyKeys()).equals(Set.copyOf(flag.dependencyKeys()));
    }

    /** The rising cells in which the percentage must be on the ladder: those that no canary list covers. */
    public List<Cell> cellsOnTheLadder() {
        return exposure.risingCells().stream()
                .filter(cell -> !canaryServers.contains(cell.server()))
                .toList();
    }

    /** The ladder for a cell. In the rings form, it is the ring's own ladder, if the policy gives the ring one. */
    public Optional<Ladder> ladder(Cell cell) {
        return figures.map(
                environment -> form().filter(Form::distinguishesRings).isPresent()
                        ? environment.ladderOf(exposure.ring(cell))
                        : environment.ladder());
    }

    /** The place of the percentage that counts for a cell at head. */
    public Place place(Cell cell) {
        return form().filter(Form::distinguishesRings)
                .flatMap(rings -> rings.figure(exposure.rings(), cell.ring()))
                .map(Located::place)
                .orElseGet(this::place);
    }

    /** The place of the percentage that rises; if there is none, the nearest place in the file. */
    public Place place() {
        Optional<Form> form = form();
        if (form.isEmpty()) {
            return block().map(Block::place).orElse(flag.place());
        }
        if (form.get() instanceof Form.Everyone everyone) {
            return everyone.percentage().place();
        }
        if (form.get() instanceof Form.Rings rings) {
            return risingFigure(rings).or(() -> block().map(Block::place)).orElse(flag.place());
        }
        return canaryPlace((Form.Canary) form.get())
                .or(() -> block().map(Block::place))
                .orElse(flag.place());
    }

    /**
     * The place of the first percentage that rises in the rings form, or of the first percentage; empty if the block
     * has no rings.
     */
    private Optional<Place> risingFigure(Form.Rings rings) {
        Set<String> rising = Set.copyOf(risingRings());
        return rings.figures().stream()
                .filter(figure -> rising.contains(figure.ring().value()))
                .findFirst()
                .or(() -> rings.figures().stream().findFirst())
                .map(figure -> figure.percentage().place());
    }

    private Optional<Place> canaryPlace(Form.Canary canary) {
        Optional<Form.Canary> old = blockBefore()
                .flatMap(Block::live)
                .filter(Form.Canary.class::isInstance)
                .map(Form.Canary.class::cast);
        Set<Located<String>> known = old.map(form -> Set.copyOf(names(form))).orElse(Set.of());
        Optional<Place> added = names(canary).stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(Located::place);
        return added.or(() -> canary.percentage().map(Located::place));
    }

    private static List<Located<String>> names(Form.Canary canary) {
        return Stream.concat(canary.servers().stream(), canary.regions().stream())
                .distinct()
                .toList();
    }

    /** Names of the rings with a rising cell, inner to outer. If all rings have the same exposure, all rings. */
    public List<String> risingRings() {
        List<PerCell<?>> exposures = List.of(
                exposure.declaredBefore(), exposure.declaredAfter(), exposure.reachBefore(), exposure.reachAfter());
        if (exposures.stream().noneMatch(PerCell::distinguishesRings)) {
            return exposure.rings();
        }
        return exposure.risingCells().stream().map(exposure::ring).distinct().toList();
    }
}
