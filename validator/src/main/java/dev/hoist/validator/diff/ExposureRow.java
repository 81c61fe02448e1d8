package dev.hoist.validator.diff;

import dev.hoist.validator.model.Percentage;
import java.util.List;
import java.util.Optional;

/**
 * What a change does to the users of a flag who fare alike.
 *
 * @param declaredFrom what the flag's own file says of them before
 * @param declaredTo what it says of them after
 * @param shift those who really get the flag
 * @param capped where not all of those whom the file declares get it
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
