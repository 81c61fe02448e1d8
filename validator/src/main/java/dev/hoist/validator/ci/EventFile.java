package dev.hoist.validator.ci;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The file in which GitHub says what happened. */
record EventFile(JsonNode root) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static EventFile read(String path) {
        try {
            return new EventFile(JSON.readTree(Files.readAllBytes(Path.of(path))));
        } catch (IOException | JacksonException | InvalidPathException e) {
            throw new CannotJudge(
                    "GITHUB_EVENT_PATH names \"" + path + "\", which cannot be read as JSON", "set --base");
        }
    }

    /** The text at a path of keys. */
    Optional<String> text(String... keys) {
        JsonNode node = root;
        for (String key : keys) {
            node = node.path(key);
        }
        return node.isString() && !node.stringValue().isBlank() ? Optional.of(node.stringValue()) : Optional.empty();
    }
}
