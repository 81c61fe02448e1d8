package dev.hoist.validator.interpreter;

import java.util.Optional;

/**
 * The user who asks for a flag, and the server on which they ask.
 *
 * @param key the targeting key, which may be empty; absent for an anonymous user
 * @param ring the user's ring; an absent ring, or one that the policy does not have, counts as the outermost ring
 * @param server the server; an absent server, or one that the policy does not have, counts as <em>other</em>
 */
public record EvaluationContext(Optional<String> key, Optional<String> ring, Optional<String> server) {

    public static EvaluationContext anonymous() {
        return new EvaluationContext(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static EvaluationContext of(String key) {
        return new EvaluationContext(Optional.of(key), Optional.empty(), Optional.empty());
    }

    public EvaluationContext withRing(String name) {
        return new EvaluationContext(key, Optional.of(name), server);
    }

    public EvaluationContext withServer(String name) {
        return new EvaluationContext(key, ring, Optional.of(name));
    }
}
