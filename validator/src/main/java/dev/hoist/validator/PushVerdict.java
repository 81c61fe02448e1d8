package dev.hoist.validator;

import dev.hoist.validator.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a push, for one ref.
 *
 * @param ref the full name of the ref
 * @param judged the verdicts on each first-parent commit that touches the flags, oldest first, and then on the whole
 *     push. If there is only one such commit, only the verdict on the whole push. Empty if there are no flags and no
 *     policy, or if there is an obstacle
 * @param obstacle a reason, not about flags, why the ref may not move
 */
public record PushVerdict(String ref, List<Verdict> judged, Optional<Obstacle> obstacle) {
    public PushVerdict {
        judged = List.copyOf(judged);
    }

    public boolean accepted() {
        return obstacle.isEmpty() && judged.stream().allMatch(one -> one.accepted());
    }

    /** A reason why a ref may not move that is not about flags, and what to do instead. */
    public record Obstacle(String message, String help) {}
}
