package dev.hoist.validator.verdict;

import dev.hoist.validator.finding.ShortCommit;
import java.util.Optional;

/**
 * The commit with which a change was compared.
 *
 * @param commit the full id; empty if there is no commit before the change
 * @param name the commit's name for people
 * @param reason why this commit is the base: {@code --base}, {@code HOIST_BASE}, {@code the remote's default branch}, …
 * @param isFallback whether it is HEAD because nothing else names a base, so that only uncommitted edits were judged
 */
public record Base(Optional<String> commit, String name, String reason, boolean isFallback) {
    /** The base of a verdict on the structure alone. */
    public static final Base STRUCTURE_ALONE = none("structure alone was judged");

    public Base(Optional<String> commit, String name, String reason) {
        this(commit, name, reason, false);
    }

    /** No base, because there is no commit before the change. */
    public static Base none(String reason) {
        return new Base(Optional.empty(), "none", reason);
    }

    /** The first parent of a commit; no base if the commit is a root. */
    public static Base before(Optional<String> parent) {
        return parent.map(id -> new Base(parent, ShortCommit.of(id), "the commit before it"))
                .orElseGet(() -> none("it is the first commit"));
    }
}
