package dev.hoist.validator.yaml;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.SourceText;
import java.util.Arrays;
import java.util.List;

/**
 * A text without the characters and directives that no file may contain. So the rest can still be read and checked. It
 * maps each remaining character to its original place.
 */
final class SanitizedText {
    /** The most findings about such characters. Otherwise a file with nothing else would give a report of megabytes. */
    private static final int MOST_FINDINGS = 100;

    private final int[] original;
    private final Lines lines;
    private final List<Finding> findings;
    private int[] kept;
    private int[] origins;
    private int length;

    SanitizedText(SourceText source, List<Finding> findings) {
        this.original = Lines.codePoints(source.text());
        this.lines = new Lines(source, original);
        this.findings = findings;
        this.kept = new int[original.length];
        this.origins = new int[original.length + 1];
        screenCharacters();
        screenDirectives();
    }

    String text() {
        return new String(kept, 0, length);
    }

    Lines lines() {
        return lines;
    }

    /** The original position of a character of {@link #text()}, both in code points. */
    int origin(int index) {
        return origins[Math.min(index, length)];
    }

    int length() {
        return length;
    }

    /** The character of {@link #text()} at a position; -1 outside of the text. */
    int at(int index) {
        return index >= 0 && index < length ? kept[index] : -1;
    }

    int originalAt(int index) {
        return index >= 0 && index < original.length ? original[index] : -1;
    }

    private void screenCharacters() {
        int runs = 0;
        int further = 0;
        int furtherFrom = 0;
        int index = 0;
        while (index < original.length) {
            int codePoint = original[index];
            if (!Characters.isForbidden(codePoint) || isLineEnd(index)) {
                keep(codePoint, index++);
                continue;
            }
            int start = index;
            while (index < original.length && original[index] == codePoint && !isLineEnd(index)) {
                index++;
            }
            if (runs++ < MOST_FINDINGS) {
                findings.add(UnsafeYaml.character(lines.place(start, index), codePoint, index - start));
            } else if (further++ == 0) {
                furtherFrom = start;
            }
            // what others take for a line's end stays apart from what follows; what nobody sees goes
            if (codePoint == '\r') {
                keep('\n', start);
            } else if (Characters.breaksLines(codePoint)) {
                keep(' ', start);
            }
        }
        if (further > 0) {
            findings.add(UnsafeYaml.furtherCharacters(lines.place(furtherFrom, furtherFrom + 1), further));
        }
        kept = Arrays.copyOf(kept, length);
        origins = Arrays.copyOf(origins, length + 1);
        origins[length] = original.length;
    }

    private boolean isLineEnd(int index) {
        return original[index] == '\r' && index + 1 < original.length && original[index + 1] == '\n';
    }

    private void keep(int codePoint, int origin) {
        kept[length] = codePoint;
        origins[length++] = origin;
    }

    /** Reports and removes directives. They stand before the document, among blank lines and comments. */
    private void screenDirectives() {
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && kept[end] != '\n') {
                end++;
            }
            int first = start;
            while (first < end && (kept[first] == ' ' || kept[first] == '\t' || kept[first] == '\r')) {
                first++;
            }
            if (first == start && first < end && kept[first] == '%') {
                String line = new String(kept, start, Math.min(end - start, 80)).strip();
                findings.add(UnsafeYaml.directive(lines.place(origin(start), origin(end - 1) + 1), line));
                Arrays.fill(kept, start, end, ' ');
            } else if (first < end && kept[first] != '#') {
                return;
            }
            start = end + 1;
        }
    }
}
