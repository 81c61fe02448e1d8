package dev.hoist.validator;

import java.util.Map;
import java.util.Optional;

/**
 * Files that have not been written yet.
 *
 * @param files the new bytes by path, relative to the repository's root
 * @param message the message of the commit that would contain exactly these edits; empty for edits of the working tree
 */
public record ProposedEdits(Map<String, byte[]> files, Optional<String> message) {
    public ProposedEdits {
        files = Map.copyOf(files);
    }
}
