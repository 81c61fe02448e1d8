package dev.hoist.validator.interpreter;

import java.util.Optional;

/**
 * Who asks for a flag, and where.
 *
 * @param key the targeting key, possibly empty text; absent for an anonymous user
 * @param ring absent, or unknown to the policy, for the outermost
 * @param server absent, or unknown to the policy, for any other server
 */
public record Subject(Optional<String> key, Optional<String> ring, Optional<String> server) {

    public static Subject anonymous() {
        return new Subject(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Subject of(String key) {
        return new Subject(Optional.of(key), Optional.empty(), Optional.empty());
    }

    public Subject withRing(String name) {
        return new Subject(key, Optional.of(name), server);
    }

    public Subject withServer(String name) {
        return new Subject(key, ring, Optional.of(name));
    }
}
