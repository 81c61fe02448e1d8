package dev.hoist.validator.history;

/** How head would replace base: by a merge, or head itself lands. */
public enum Landing {
    /** Head lands by a merge, a squash or a rebase, so the shape of its own history does not matter. */
    PROPOSED,
    /** Head itself lands, and base lies on its first-parent line. */
    ONWARD,
    /**
     * Head itself lands. Base is in its history but not on its first-parent line: the old line becomes a side branch.
     */
    SIDEWAYS,
    /** Head itself lands, and base is not in its history. */
    REWRITTEN
}
