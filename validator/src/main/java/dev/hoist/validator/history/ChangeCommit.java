package dev.hoist.validator.history;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A commit of the change under judgement: reachable from head, not from base.
 *
 * @param id full commit id
 * @param committed the committer time as the commit claims it
 * @param author name as the commit has it
 * @param isMerge whether it has more than one parent
 * @param touches whether it differs from its first parent in a file, by its path relative to the repository's root; found out
 *     when asked, since few ask
 */
public record ChangeCommit(
        String id, Instant committed, String author, String message, boolean isMerge, Predicate<String> touches) {

    /** A commit with one parent, whose files are known. */
    public ChangeCommit(String id, Instant committed, String message, Set<String> touched) {
        this(id, committed, "", message, false, Set.copyOf(touched)::contains);
    }
}
