package dev.hoist.validator.interpreter;

import java.util.Optional;

/**
 * Who asks for a flag, and where.
 *
 * @param key the targeting key, possibly empty text; absent for an anonymous user
 * @param ring absent, or unknown to the policy, for the outermost
 * @param server absent, or unknown to the policy, for any other server
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
