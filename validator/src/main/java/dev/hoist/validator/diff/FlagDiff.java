package dev.hoist.validator.diff;

import dev.hoist.validator.effect.Users;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Freeze;
import dev.hoist.validator.verdict.NextStep;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What happens to one flag in one environment.
 *
 * @param movedBy the direct dependencies that move it; empty if it moves for a reason of its own
 * @param depth how many dependencies lead from this flag to a flag that moves for a reason of its own; 0 if this flag
 *     does
 * @param reshuffled whether, in one row, some users gain it and others lose it, for example with another salt
 * @param rows from the inner to the outer ring; canary servers before all other servers
 * @param total all rows together, if the number of users of every ring is known
 * @param parked the percentages that stay in a block that the change disables
 * @param freeze the freeze at head
 * @param next the next step after this change has landed; empty if it may not land
 * @param waits findings that refuse the change now but not later: a soak, a window, a checklist, an earlier environment
 */
public record FlagDiff(
        String flag,
        Presence presence,
        Cause cause,
        List<String> movedBy,
        int depth,
        boolean reshuffled,
        List<ExposureRow> rows,
        Optional<Users> total,
        Optional<Form> parked,
        Hold hold,
        Optional<Freeze> freeze,
        Optional<NextStep> next,
        List<Finding> waits) {
    public FlagDiff {
        movedBy = List.copyOf(movedBy);
        rows = List.copyOf(rows);
        waits = List.copyOf(waits);
    }

    public Direction direction() {
        boolean gains = rows.stream().anyMatch(row -> row.shift().gains());
        boolean loses = rows.stream().anyMatch(row -> row.shift().loses());
        return gains ? loses ? Direction.BOTH : Direction.RAISE : loses ? Direction.LOWER : Direction.NONE;
    }

    /** Which of base and head have the flag. */
    public enum Presence {
        KEPT,
        ADDED,
        REMOVED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a flag moves. */
    public enum Cause {
        /** Its own file changes. */
        OWN,
        /** The policy changes. */
        POLICY,
        /** A flag that it depends on moves. */
        DEPENDENCY;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The direction in which a flag moves. */
    public enum Direction {
        /** Some users gain it. */
        RAISE,
        /** Some users lose it. */
        LOWER,
        /** Some gain it, and others lose it. */
        BOTH,
        /** No user gains or loses it. */
        NONE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a change freezes or thaws a flag. */
    public enum Hold {
        FREE,
        /** The change freezes it. */
        FROZEN,
        /** The change thaws it. */
        THAWED,
        /** It is frozen before and after. */
        STILL_FROZEN;

        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Hold between(boolean before, boolean after) {
            return before ? after ? STILL_FROZEN : THAWED : after ? FROZEN : FREE;
        }
    }
}
