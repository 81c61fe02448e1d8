package dev.hoist.validator;

import dev.hoist.validator.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a push, for one ref.
 *
 * @param ref the full name of the ref
 * @param judged one verdict for each first-parent commit of the push that touches the flags, oldest first, and one for
 *     the whole push as the last. Only this last one if the push has a single commit, if there is no base, or if the
 *     base is not on head's first-parent line. Empty if there are no flags and no policy, or if there is an obstacle
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
