package dev.hoist.validator;

import dev.hoist.validator.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The answer of a receiving repository to the update of one ref.
 *
 * @param ref its full name
 * @param judged the verdicts on each first-parent commit that touches the flags, oldest first, and then on the whole
 * push; only the whole if there is one commit; empty if there are no flags and no policy, or if an obstacle already
 * decides
 * @param obstacle why the ref may not move, independent of the flags
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
