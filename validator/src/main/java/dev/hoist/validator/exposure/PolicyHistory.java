package dev.hoist.validator.exposure;

import dev.hoist.validator.model.Policy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The readable policies at and behind the older of two states. A ring or environment <em>comes back</em> if the newer
 * state has it, the older state lacks it, and one of these policies had it. In the older state, such a ring has the
 * percentages of the ring that took over its users. In such an environment, no user had any flag.
 */
@FunctionalInterface
public interface PolicyHistory {
    /** A history without any policy. */
    PolicyHistory NONE = Stream::empty;

    /** The readable policies at and behind the older state, newest first. */
    Stream<Policy> policies();

    default boolean hadEnvironment(String name) {
        return policies().anyMatch(policy -> policy.hasEnvironment(name));
    }

    /** The ring as which the newest policy reads a ring that an earlier policy had; empty if no policy had it. */
    default Optional<String> ringReadAs(String ring) {
        List<List<String>> since = new ArrayList<>();
        boolean had = false;
        for (Iterator<Policy> policies = policies().iterator(); policies.hasNext() && !had; ) {
            since.add(policies.next().ringNames());
            had = since.get(since.size() - 1).contains(ring);
        }
        if (!had) {
            return Optional.empty();
        }
        String reads = ring;
        for (int index = since.size() - 2; index >= 0; index--) {
            reads = ringIn(since.get(index), reads, since.get(index + 1));
        }
        return Optional.of(reads);
    }

    /**
     * The ring as which a policy reads a ring of another policy: the ring itself, else the next ring outside it, else
     * the outermost ring.
     *
     * @param own the rings of the policy that reads, at least one
     * @param others the rings of the other policy, inner to outer
     */
    static String ringIn(List<String> own, String ring, List<String> others) {
        return others.subList(Math.max(0, others.indexOf(ring)), others.size()).stream()
                .filter(own::contains)
                .findFirst()
                .orElse(own.get(own.size() - 1));
    }
}
