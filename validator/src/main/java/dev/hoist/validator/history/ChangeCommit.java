package dev.hoist.validator.history;

import java.time.Instant;
import java.util.Set;

/**
 * A commit of the change under judgement: reachable from head, not from base.
 *
 * @param id full commit id
 * @param committed the committer time as the commit claims it
 * @param touched paths of the files, relative to the repository's root, in which it differs from its first parent
 */
public record ChangeCommit(String id, Instant committed, String message, Set<String> touched) {
    public ChangeCommit {
        touched = Set.copyOf(touched);
    }
}
