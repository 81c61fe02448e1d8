package dev.hoist.validator;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A push to a bare repository, before any ref has moved.
 *
 * @param repository the bare repository
 * @param flags the flags directory, relative to the repository's root
 * @param branches the protected branches, by name or full name; a star stands for any characters; empty for the default
 * branch
 * @param updates every ref that the push would move
 * @param now the server's clock
 * @param environmentVariables the environment variables in which git says where it has put the received objects
 */
public record PushRequest(
        Path repository,
        String flags,
        List<String> branches,
        List<Update> updates,
        Instant now,
        Map<String, String> environmentVariables) {
    public PushRequest {
        branches = List.copyOf(branches);
        updates = List.copyOf(updates);
        environmentVariables = Map.copyOf(environmentVariables);
    }

    /**
     * One reference.
     *
     * @param before the full name of the object that it has, zeros where it is to be created
     * @param after the full name of the object that it would have, zeros where it is to be deleted
     * @param ref its full name
     */
    public record Update(String before, String after, String ref) {}
}
