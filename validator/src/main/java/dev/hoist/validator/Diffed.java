package dev.hoist.validator;

import dev.hoist.validator.diff.Diff;

/**
 * What a change does to users, and how its base was found.
 *
 * @param baseName the revision taken as base, as a person would name it
 * @param baseReason why that one, as in {@link Judged}
 */
public record Diffed(Diff diff, String baseName, String baseReason) {

    /** The verdict that the diff comes with. */
    public Judged judged() {
        return new Judged(diff.verdict(), baseName, baseReason);
    }
}
