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
 *     branch
 * @param updates every ref that the push would move
 * @param now the server's clock
 * @param environmentVariables the environment variables in which git names the directories of the received objects
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
     * The update of one ref.
     *
     * @param before the full id of the object to which the ref points now; zeros if the push creates the ref
     * @param after the full id of the object to which the push would move the ref; zeros if the push deletes the ref
     * @param ref the full name of the ref
     */
    public record Update(String before, String after, String ref) {}
}
