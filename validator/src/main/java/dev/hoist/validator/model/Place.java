package dev.hoist.validator.model;

/**
 * A place in a file.
 *
 * @param line 1-based
 * @param column 1-based, in code points
 * @param length in code points on that line, at least 1
 */
public record Place(SourceText source, int line, int column, int length) {
    public Place {
        if (line < 1 || column < 1 || length < 1) {
            throw new IllegalArgumentException("no such place: " + line + ":" + column + "+" + length);
        }
    }

    public String path() {
        return source.path();
    }

    @Override
    public String toString() {
        return path() + ":" + line + ":" + column;
    }
}
