package dev.hoist.guardrails.http;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A secret from an environment variable, or from a file. A second variable, whose name ends in {@code _FILE}, names
 * that file.
 */
public final class SecretVariable {
    private final String name;
    private final Map<String, String> environmentVariables;

    public SecretVariable(String name, Map<String, String> environmentVariables) {
        this.name = name;
        this.environmentVariables = Map.copyOf(environmentVariables);
    }

    /** The value of an environment variable that is set and not blank. */
    public static Optional<String> variable(Map<String, String> environmentVariables, String name) {
        return Optional.ofNullable(environmentVariables.get(name)).filter(value -> !value.isBlank());
    }

    public boolean isSet() {
        return variable(environmentVariables, name).isPresent() || file().isPresent();
    }

    /**
     * The secret. It must be printable and on one line. Empty if none is set.
     *
     * @param whose what the secret belongs to, for messages
     */
    public Optional<String> read(String whose) {
        Optional<String> secret = variable(environmentVariables, name).or(() -> file().map(this::content));
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        String stripped = secret.get().strip();
        boolean sendable = !stripped.isEmpty() && stripped.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!sendable) {
            throw new CannotJudge(
                    "the token for " + whose + " is empty or has characters that a token cannot have",
                    "write the token alone, on one line");
        }
        return Optional.of(stripped);
    }

    private Optional<String> file() {
        return variable(environmentVariables, name + "_FILE");
    }

    private String content(String file) {
        try {
            return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new CannotJudge(
                    "the file that " + name + "_FILE names cannot be read",
                    "write the token into it, readable for this user");
        }
    }
}
