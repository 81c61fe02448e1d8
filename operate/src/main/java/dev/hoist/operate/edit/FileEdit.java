package dev.hoist.operate.edit;

import java.util.Optional;

/**
 * A file's text before and after.
 *
 * @param path relative to the repository's root
 * @param before empty for a new file
 */
public record FileEdit(String path, Optional<String> before, String after) {

    /** Whether the file stays as it is. */
    public boolean isEmpty() {
        return before.map(text -> text.equals(after)).orElse(false);
    }
}
