package dev.hoist.validator.model;

import java.util.Optional;

/**
 * The text of one file, so that a finding can show its line.
 *
 * @param path with forward slashes, relative to the repository's root
 */
public record SourceText(String path, String text) {

    /** A line by its number, from 1, without the characters that end it; empty if the file has no such line. */
    public Optional<String> line(int number) {
        int start = 0;
        for (int line = 1; line < number; line++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return Optional.empty();
            }
            start = end + 1;
        }
        int end = text.indexOf('\n', start);
        String line = end < 0 ? text.substring(start) : text.substring(start, end);
        return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }

    /** The place of the whole file: its first line and column. */
    public Place start() {
        return new Place(this, 1, 1, 1);
    }

    @Override
    public String toString() {
        return path;
    }
}
