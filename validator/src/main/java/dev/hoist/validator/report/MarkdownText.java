package dev.hoist.validator.report;

import java.util.Locale;

/**
 * Text that Markdown and HTML leave alone, and in which a forge finds nobody to call, nothing to link and no picture to draw. What
 * has no meaning where it stands stays as it is, so that a reader of the source can read it too.
 */
final class MarkdownText {
    private static final String ZERO_WIDTH_SPACE = "&#8203;";
    private static final int END = -1;

    private MarkdownText() {}

    static String of(String text) {
        int[] points = VisibleText.of(text).codePoints().toArray();
        StringBuilder markdown = new StringBuilder(points.length + 16);
        for (int index = 0; index < points.length; index++) {
            int point = points[index];
            boolean linked = point == '.' && isWww(points, index);
            if (!linked && isPlain(point, at(points, index - 1), at(points, index + 1))) {
                markdown.appendCodePoint(point);
            } else {
                markdown.append(String.format(Locale.ROOT, "&#%d;", point));
            }
            if (linked || meansSomethingToAForge(points, index)) {
                markdown.append(ZERO_WIDTH_SPACE);
            }
        }
        return markdown.toString();
    }

    private static boolean isPlain(int point, int before, int after) {
        return switch (point) {
            case ' ', ',', ';', '"', '\'', '(' -> true;
            case '_', '-', '/' -> isWord(before) && isWord(after);
            case ':' -> after != '/';
            case '.' -> isWord(after) || !Character.isDigit(before);
            case ')' -> !Character.isDigit(before);
            case '%' -> !isWord(after);
            default -> point > 0x7f || isWord(point);
        };
    }

    // forges look for these once the text is decoded, so an entity does not keep them from it
    private static boolean meansSomethingToAForge(int[] points, int index) {
        int after = at(points, index + 1);
        return switch (points[index]) {
            case '@', '#', '!', '$', '~', '%', '&' -> isWord(after) || after == '"';
            case ':' -> after == '/' || beginsAnEmoji(points, index);
            default -> false;
        };
    }

    /** Whether a name and another colon follow; of numbers only those of three digits and more are names. */
    private static boolean beginsAnEmoji(int[] points, int colon) {
        boolean named = false;
        int index = colon + 1;
        while (isWord(at(points, index)) || "_+-".indexOf(at(points, index)) >= 0) {
            named |= !Character.isDigit(at(points, index)) || index > colon + 2;
            index++;
        }
        return named && at(points, index) == ':';
    }

    private static boolean isWww(int[] points, int dot) {
        return isW(at(points, dot - 1)) && isW(at(points, dot - 2)) && isW(at(points, dot - 3));
    }

    private static boolean isW(int point) {
        return point == 'w' || point == 'W';
    }

    private static int at(int[] points, int index) {
        return index < 0 || index >= points.length ? END : points[index];
    }

    private static boolean isWord(int point) {
        return Character.isLetterOrDigit(point);
    }
}
