package dev.hoist.validator.report;

import java.util.Locale;

/**
 * Makes hidden characters of a text visible. Characters that move the cursor, end a line, change the direction of
 * writing or show nothing become escapes. {@code ##vso[}, {@code ##teamcity[} and {@code ##[} are escaped too, because
 * CI products obey them anywhere in a log. Text of flag files reaches terminals and logs only through this class.
 */
public final class VisibleText {
    private VisibleText() {}

    public static String of(String text) {
        if (firstHidden(text) < 0 && !text.contains("##")) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        StringBuilder visible = new StringBuilder(text.length() + 16);
        for (int at = 0; at < points.length; at++) {
            visible.append(of(points, at));
        }
        return visible.toString();
    }

    /** A line of a log. GitHub's runner obeys {@code ::} at the beginning of a line, so it is escaped there. */
    public static String line(String visible) {
        return visible.stripLeading().startsWith("::") ? "\\" + visible.stripLeading() : visible;
    }

    /** One character of a text, made visible. */
    static String of(int[] points, int at) {
        return opensCommand(points, at) ? "\\u0023" : of(points[at]);
    }

    /** Whether a character is the second # of {@code ##[} or {@code ##word[}. */
    static boolean opensCommand(int[] points, int at) {
        if (at == 0 || points[at] != '#' || points[at - 1] != '#') {
            return false;
        }
        int end = at + 1;
        while (end < points.length && isAsciiLetter(points[end])) {
            end++;
        }
        return end < points.length && points[end] == '[';
    }

    private static boolean isAsciiLetter(int point) {
        return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    }

    static String of(int point) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                if (!hides(point)) {
                    yield Character.toString(point);
                }
                yield point > 0xffff
                        ? String.format(Locale.ROOT, "\\u{%x}", point)
                        : String.format(Locale.ROOT, "\\u%04x", point);
            }
        };
    }

    private static int firstHidden(String text) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (hides(point)) {
                return i;
            }
            i += Character.charCount(point);
        }
        return -1;
    }

    /** Whether the character is invisible, or makes other characters look different. */
    static boolean hides(int point) {
        if (point >= ' ' && point < 0x7f) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> isBlankLetterOrMark(point);
        };
    }

    // letters and marks by category, yet without a glyph: Hangul fillers, joiners, variation selectors, the braille
    // blank
    private static boolean isBlankLetterOrMark(int point) {
        return point == 0x115f
                || point == 0x1160
                || point == 0x3164
                || point == 0xffa0
                || point == 0x034f
                || point == 0x17b4
                || point == 0x17b5
                || (point >= 0x180b && point <= 0x180f)
                || (point >= 0xfe00 && point <= 0xfe0f)
                || (point >= 0xe0100 && point <= 0xe01ef)
                || point == 0x2800;
    }

    /** How many columns a visible character has on a terminal. */
    static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115e)
                || (point >= 0x2e80 && point <= 0xa4cf)
                || (point >= 0xac00 && point <= 0xd7a3)
                || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0xfe30 && point <= 0xfe6f)
                || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0xffe0 && point <= 0xffe6)
                || (point >= 0x1f300 && point <= 0x1faff)
                || (point >= 0x20000 && point <= 0x3fffd);
    }
}
