package dev.hoist.validator.interpreter;

import java.util.Optional;

/**
 * The user who asks for a flag, and the server on which they ask.
 *
 * @param key the targeting key, may be empty; absent for an anonymous user
 * @param ring if absent or unknown to the policy, the outermost ring
 * @param server if absent or unknown to the policy, any other server
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
