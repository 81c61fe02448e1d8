package dev.hoist.validator.verdict;

import dev.hoist.validator.finding.ShortCommit;
import java.util.Optional;

/**
 * What a change was compared with.
 *
 * @param commit the full id; empty where nothing came before
 * @param name as a person would name it
 * @param reason why that one: {@code --base}, {@code HOIST_BASE}, {@code the remote's default branch}, …
 * @param isFallback whether it is HEAD because nothing else is known, so that only what is not committed was judged
 */
public record Base(Optional<String> commit, String name, String reason, boolean isFallback) {
    /** The base of files that are judged by themselves. */
    public static final Base STRUCTURE_ALONE = none("structure alone was judged");

    public Base(Optional<String> commit, String name, String reason) {
        this(commit, name, reason, false);
    }

    /** No base, because nothing came before. */
    public static Base none(String reason) {
        return new Base(Optional.empty(), "none", reason);
    }

    /** The first parent of a commit; none where the commit is a root. */
    public static Base before(Optional<String> parent) {
        return parent.map(id -> new Base(parent, ShortCommit.of(id), "the commit before it"))
                .orElseGet(() -> none("it is the first commit"));
    }
}
