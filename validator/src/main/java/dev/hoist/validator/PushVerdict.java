package dev.hoist.validator;

import dev.hoist.validator.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What a receiving repository answers to the update of one reference.
 *
 * @param ref its full name
 * @param judged each first-parent commit on the way that touches the flags, oldest first, and the whole last; of a single commit
 *     the whole alone; empty where there is no flag and no policy to judge, or where an obstacle leaves no question open
 * @param obstacle why it may not move, whatever the flags say
 */
public record PushVerdict(String ref, List<Verdict> judged, Optional<Obstacle> obstacle) {
    public PushVerdict {
        judged = List.copyOf(judged);
    }

    public boolean accepted() {
        return obstacle.isEmpty() && judged.stream().allMatch(one -> one.accepted());
    }

    /** Something in the way that is not about flags, and what to do instead. */
    public record Obstacle(String message, String help) {}
}
