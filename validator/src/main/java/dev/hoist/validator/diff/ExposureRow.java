package dev.hoist.validator.diff;

import dev.hoist.validator.effect.Segment;
import dev.hoist.validator.effect.Shift;
import dev.hoist.validator.effect.Users;
import dev.hoist.validator.model.Percentage;
import java.util.List;
import java.util.Optional;

/**
 * What a change of a flag does to one group of users, all of whom are affected in the same way.
 *
 * @param declaredFrom the percentage in the flag's own file before
 * @param declaredTo the percentage in the flag's own file after
 * @param shift the users who really get the flag
 * @param capped present if some users whom the file declares do not get the flag
 */
public record ExposureRow(
        Segment part,
        Percentage declaredFrom,
        Percentage declaredTo,
        Shift shift,
        Optional<Users> users,
        Optional<Cap> capped) {

    /**
     * Why some users whom the flag's file declares do not get the flag.
     *
     * @param by the direct dependencies that some of the declared users do not have, sorted
     * @param newly whether at base all users whom the file declares get the flag
     */
    public record Cap(List<String> by, boolean newly) {
        public Cap {
            by = List.copyOf(by);
        }
    }
}
