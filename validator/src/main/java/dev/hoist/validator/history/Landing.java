package dev.hoist.validator.history;

/** How head would replace base: by a merge, or as it is. */
public enum Landing {
    /** Somebody else brings it there: a merge, a squash, a rebase, whatever its own history looks like. */
    PROPOSED,
    /** Head itself lands, and base lies on its first-parent line. */
    ONWARD,
    /** Head itself lands and has base, but not on its first-parent line: what stood there becomes a side branch. */
    SIDEWAYS,
    /** Head itself lands, and base is not in its history at all. */
    REWRITTEN
}
