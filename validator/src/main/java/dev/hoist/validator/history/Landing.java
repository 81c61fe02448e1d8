package dev.hoist.validator.history;

/** How head would replace base: by a merge, or as it is. */
public enum Landing {
    /** A merge, squash or rebase lands it, so its own history does not matter. */
    PROPOSED,
    /** Head itself lands, and base lies on its first-parent line. */
    ONWARD,
    /** Head itself lands and contains base, but not on its first-parent line: the old line becomes a side branch. */
    SIDEWAYS,
    /** Head itself lands, and base is not in its history at all. */
    REWRITTEN
}
