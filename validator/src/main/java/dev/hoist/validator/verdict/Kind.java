package dev.hoist.validator.verdict;

import java.util.Locale;

/** The kind of a change as a whole. */
public enum Kind {
    /** The first with a policy: structure alone is judged. */
    BASELINE,
    /** Lowers something, raises nothing. */
    ROLLBACK,
    /** Raises something. */
    RAISE,
    /** Takes a mistaken rollback back, where the policy lets it. */
    RESTORE,
    /** Exposes nobody to anything else than before. */
    NONE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
