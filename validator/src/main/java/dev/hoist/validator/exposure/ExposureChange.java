package dev.hoist.validator.exposure;

import dev.hoist.validator.model.Percentage;
import java.util.List;

/**
 * How the exposure of one flag in one environment differs between two states.
 *
 * @param rings the rings of both states; all four exposures use them
 */
public record ExposureChange(
        String flag,
        String environment,
        List<String> rings,
        PerCell<Percentage> declaredBefore,
        PerCell<Percentage> declaredAfter,
        PerCell<Bounds> reachBefore,
        PerCell<Bounds> reachAfter) {

    /** Whether the declared or the effective exposure differs. */
    boolean differs() {
        return !declaredBefore.equals(declaredAfter) || !reachBefore.equals(reachAfter);
    }

    /** One cell for each group of cells in which each of the four exposures has one value. */
    public List<Cell> cells() {
        return PerCell.cells(List.of(declaredBefore, declaredAfter, reachBefore, reachAfter));
    }

    /** Cells in which declared exposure goes up or a user gains the flag. */
    public List<Cell> risingCells() {
        return cells().stream().filter(this::risesIn).toList();
    }

    public boolean risesIn(Cell cell) {
        return declaredRisesIn(cell) || gainsIn(cell);
    }

    public boolean rises() {
        for (Cell cell : cells()) {
            if (risesIn(cell)) {
                return true;
            }
        }
        return false;
    }

    public boolean declaredRises() {
        return cells().stream().anyMatch(this::declaredRisesIn);
    }

    /** Whether declared exposure goes down, or a user loses the flag, in some cell. */
    public boolean lowers() {
        for (Cell cell : cells()) {
            if (declaredFallsIn(cell) || losesIn(cell)) {
                return true;
            }
        }
        return false;
    }

    public boolean declaredFallsIn(Cell cell) {
        return declaredBefore.at(cell).isAbove(declaredAfter.at(cell));
    }

    public boolean gains() {
        return cells().stream().anyMatch(this::gainsIn);
    }

    /** Whether anybody gains or loses the flag. */
    public boolean moves() {
        for (Cell cell : cells()) {
            if (gainsIn(cell) || losesIn(cell)) {
                return true;
            }
        }
        return false;
    }

    private boolean declaredRisesIn(Cell cell) {
        return declaredAfter.at(cell).isAbove(declaredBefore.at(cell));
    }

    private boolean gainsIn(Cell cell) {
        return reachAfter.at(cell).hasSomeoneNotIn(reachBefore.at(cell));
    }

    private boolean losesIn(Cell cell) {
        return reachBefore.at(cell).hasSomeoneNotIn(reachAfter.at(cell));
    }

    /** The name of a cell's ring. */
    public String ring(Cell cell) {
        return rings.get(cell.ring());
    }
}
