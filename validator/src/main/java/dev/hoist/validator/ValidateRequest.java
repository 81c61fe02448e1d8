package dev.hoist.validator;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which change to judge.
 *
 * @param repository a directory in the repository, or a bare repository
 * @param flags the flags directory, relative to the repository's root
 * @param base a revision; empty to find it from the environment variables and the remote
 * @param head a revision; empty for the working tree
 * @param now the clock
 * @param environmentVariables the environment variables in which CI products say what a change is based on
 */
public record ValidateRequest(
        Path repository,
        String flags,
        Optional<String> base,
        Optional<String> head,
        Instant now,
        Map<String, String> environmentVariables) {
    public ValidateRequest {
        environmentVariables = Map.copyOf(environmentVariables);
    }
}
