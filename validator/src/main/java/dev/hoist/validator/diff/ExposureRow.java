package dev.hoist.validator.diff;

import dev.hoist.validator.effect.Segment;
import dev.hoist.validator.effect.Shift;
import dev.hoist.validator.effect.Users;
import dev.hoist.validator.model.Percentage;
import java.util.List;
import java.util.Optional;

/**
 * What a change does to one group of users of a flag, all of whom it treats alike.
 *
 * @param declaredFrom the percentage in the flag's own file before
 * @param declaredTo the percentage in the flag's own file after
 * @param shift the users who really get the flag
 * @param capped set if some users whom the file declares do not get the flag
 */
public record ExposureRow(
        Segment part,
        Percentage declaredFrom,
        Percentage declaredTo,
        Shift shift,
        Optional<Users> users,
        Optional<Cap> capped) {

    /**
     * A declared exposure that does not reach everyone in it.
     *
     * @param by the direct dependencies that let fewer through, sorted
     * @param newly whether base has it reach everyone
     */
    public record Cap(List<String> by, boolean newly) {
        public Cap {
            by = List.copyOf(by);
        }
    }
}
