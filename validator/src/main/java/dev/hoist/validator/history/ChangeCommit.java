package dev.hoist.validator.history;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A commit of the judged change: reachable from head, but not from base.
 *
 * @param id full commit id
 * @param committed the committer time that the commit claims
 * @param author the author's name in the commit
 * @param isMerge whether it has more than one parent
 * @param touches tells, for a path relative to the repository's root, whether the commit differs from its first parent
 *     in that file; calculated on demand
 */
public record ChangeCommit(
        String id, Instant committed, String author, String message, boolean isMerge, Predicate<String> touches) {

    /** A commit with one parent, whose changed files are known. */
    public ChangeCommit(String id, Instant committed, String message, Set<String> touched) {
        this(id, committed, "", message, false, Set.copyOf(touched)::contains);
    }
}
