package dev.hoist.validator.verdict;

import java.util.Locale;

/** The kind of a change as a whole. */
public enum Kind {
    /** The first change with a policy; only its structure is judged. */
    BASELINE,
    /** Lowers something and raises nothing. */
    ROLLBACK,
    /** Raises something. */
    RAISE,
    /** Takes back a mistaken rollback, if the policy allows it. */
    RESTORE,
    /** Changes no exposure. */
    NONE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
