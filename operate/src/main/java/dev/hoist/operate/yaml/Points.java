package dev.hoist.operate.yaml;

/**
 * A text as code points, because SnakeYAML counts positions in code points. It finds the characters around a position.
 */
final class Points {
    private final int[] points;

    Points(String text) {
        this.points = text.codePoints().toArray();
    }

    int[] all() {
        return points;
    }

    int length() {
        return points.length;
    }

    /** The character at a position; -1 outside the text. */
    int at(int index) {
        return index >= 0 && index < points.length ? points[index] : -1;
    }

    String between(int from, int to) {
        return new String(points, from, to - from);
    }

    int lineStart(int index) {
        int start = index;
        while (start > 0 && points[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /** The end of a line, before its line ending. */
    int lineEnd(int index) {
        int end = index;
        while (end < points.length && points[end] != '\n') {
            end++;
        }
        return end > index && end < points.length && points[end - 1] == '\r' ? end - 1 : end;
    }

    /** The start of the next line; after the last line, the end of the text. */
    int nextLine(int index) {
        int end = index;
        while (end < points.length && points[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, points.length);
    }

    int column(int index) {
        return index - lineStart(index);
    }

    /** The line ending of the line that contains a position. For the last line, that of the line before. */
    String lineEnding(int index) {
        int end = nextLine(index);
        if (end == 0 || points[end - 1] != '\n') {
            end = lineStart(index);
        }
        return end >= 2 && points[end - 2] == '\r' ? "\r\n" : "\n";
    }

    /** The end of the blanks that begin at a position, on the same line. */
    int afterBlanks(int index) {
        int at = index;
        while (at(at) == ' ' || at(at) == '\t') {
            at++;
        }
        return at;
    }

    /** The end of the blanks, line endings and comments that begin at a position. */
    int afterGap(int index) {
        int at = index;
        while (true) {
            int next = at(at);
            if (next == ' ' || next == '\t' || next == '\r' || next == '\n') {
                at++;
            } else if (next == '#') {
                at = lineEnd(at);
            } else {
                return at;
            }
        }
    }

    /** Whether there are only blanks on a line before a position. */
    boolean beginsLine(int index) {
        return afterBlanks(lineStart(index)) >= index;
    }

    /** Whether there are only blanks and a comment on a line from a position on. */
    boolean endsLine(int index) {
        int at = afterBlanks(index);
        return at(at) == '#' || at(at) == -1 || at(at) == '\n' || (at(at) == '\r' && at(at + 1) == '\n');
    }
}
