package dev.hoist.validator.yaml;

import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.SourceText;
import java.util.Arrays;
import java.util.OptionalInt;

/** The positions at which the lines of a text begin, in code points. Only a line feed ends a line. */
final class Lines {
    private final SourceText source;
    private final int[] codePoints;
    private final int[] starts;

    Lines(SourceText source, int[] codePoints) {
        this.source = source;
        this.codePoints = codePoints;
        int[] found = new int[codePoints.length + 1];
        int lines = 1;
        for (int index = 0; index < codePoints.length; index++) {
            if (codePoints[index] == '\n') {
                found[lines++] = index + 1;
            }
        }
        this.starts = Arrays.copyOf(found, lines);
    }

    static int[] codePoints(String text) {
        int[] codePoints = new int[text.length()];
        int count = 0;
        for (int index = 0; index < text.length(); count++) {
            codePoints[count] = text.codePointAt(index);
            index += Character.charCount(codePoints[count]);
        }
        return count == codePoints.length ? codePoints : Arrays.copyOf(codePoints, count);
    }

    /** The place of a range, cut at the end of its first line. */
    Place place(int start, int end) {
        int from = Math.min(start, codePoints.length);
        int line = lineOf(from);
        int lineEnd = line + 1 < starts.length ? starts[line + 1] - 1 : codePoints.length;
        if (lineEnd > starts[line] && codePoints[lineEnd - 1] == '\r') {
            lineEnd--;
        }
        // a return at a line's end is no character of the line
        from = Math.min(from, lineEnd);
        return new Place(source, line + 1, from - starts[line] + 1, Math.max(1, Math.min(end, lineEnd) - from));
    }

    boolean onOneLine(int start, int end) {
        return lineOf(Math.min(start, codePoints.length)) == lineOf(Math.min(end, codePoints.length));
    }

    /**
     * The beginning of the last line that starts with a text. Only the line of an index and the lines before it count.
     */
    OptionalInt lastThatBeginsWith(String text, int index) {
        int[] wanted = text.codePoints().toArray();
        for (int line = lineOf(Math.min(index, codePoints.length)); line >= 0; line--) {
            int end = Math.min(starts[line] + wanted.length, codePoints.length);
            if (Arrays.equals(wanted, 0, wanted.length, codePoints, starts[line], end)) {
                return OptionalInt.of(starts[line]);
            }
        }
        return OptionalInt.empty();
    }

    private int lineOf(int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }
}
