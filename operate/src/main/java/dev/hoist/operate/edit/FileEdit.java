package dev.hoist.operate.edit;

import java.util.Optional;

/**
 * The text of a file before and after an edit.
 *
 * @param path relative to the repository's root
 * @param before empty for a new file
 */
public record FileEdit(String path, Optional<String> before, String after) {

    /** Whether the file does not change. */
    public boolean isEmpty() {
        return before.map(text -> text.equals(after)).orElse(false);
    }
}
