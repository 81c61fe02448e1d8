package dev.hoist.validator.report;

import dev.hoist.validator.model.Place;
import java.util.Optional;

/**
 * The line that a finding is about, with a marker below it.
 *
 * @param line hidden characters are made visible, and a long line is cut
 * @param marker spaces, then {@code ^~~}
 */
record CodeFrame(String line, String marker) {
    private static final int BEFORE = 60;
    private static final int AFTER = 60;

    /** The frame of a place; empty if the file has no such line or the line is blank. */
    static Optional<CodeFrame> of(Place place) {
        return place.source()
                .line(place.line())
                .filter(line -> !line.isBlank())
                .map(line -> of(line.codePoints().toArray(), place.column() - 1, place.length()));
    }

    private static CodeFrame of(int[] points, int column, int length) {
        int start = Math.min(column, points.length);
        int end = Math.min(points.length, start + length);
        boolean whole = points.length <= BEFORE + AFTER;
        int first = whole || start <= BEFORE ? 0 : start - BEFORE;
        int last = Math.min(points.length, Math.max(start + AFTER, Math.min(end, start + 2 * AFTER)));
        StringBuilder line = new StringBuilder(first > 0 ? "…" : "");
        StringBuilder marker = new StringBuilder(first > 0 ? " " : "");
        for (int i = first; i < last; i++) {
            String shown = VisibleText.of(points, i);
            line.append(shown);
            int width = shown.codePoints().map(VisibleText::width).sum();
            if (i < start) {
                marker.append(" ".repeat(width));
            } else if (i < end) {
                marker.append("~".repeat(width));
            }
        }
        if (last < points.length) {
            line.append('…');
        }
        String spaces = " ".repeat((int) marker.chars().filter(c -> c == ' ').count());
        String tail = "~".repeat(Math.max(0, marker.length() - spaces.length() - 1));
        return new CodeFrame(line.toString().stripTrailing(), spaces + "^" + tail);
    }
}
