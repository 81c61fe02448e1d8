package dev.hoist.validator.exposure;

import dev.hoist.validator.model.Policy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The policies before the older of two states. If one of them had a name, the name is not new when a change adds it
 * again. It keeps the meaning it had while it was absent.
 */
@FunctionalInterface
public interface PolicyHistory {
    /** No policy was there before. */
    PolicyHistory NONE = Stream::empty;

    /** The readable policies at and behind the older side, newest first. */
    Stream<Policy> policies();

    default boolean hadEnvironment(String name) {
        return policies().anyMatch(policy -> policy.hasEnvironment(name));
    }

    /** The ring of the newest policy as which a ring reads that some policy before it had; empty for one that none had. */
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
     * What a ring reads as among others: itself, else the next one outside it, else the outermost.
     *
     * @param own the rings to find it among, at least one
     * @param others the rings that it comes from
     */
    static String ringIn(List<String> own, String ring, List<String> others) {
        return others.subList(Math.max(0, others.indexOf(ring)), others.size()).stream()
                .filter(own::contains)
                .findFirst()
                .orElse(own.get(own.size() - 1));
    }
}
