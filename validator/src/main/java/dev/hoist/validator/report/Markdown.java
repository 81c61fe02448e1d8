package dev.hoist.validator.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Escapes text so that every Markdown dialect shows it as plain text: no element, link, image, heading, mention,
 * reference or emoji.
 */
final class Markdown {
    /** Characters that are written as entities, because no Markdown parser gives an entity a meaning. */
    private static final String ENTITIES = "\\`*<>&|[]{}~#@!$^";

    /** An invisible separator. It splits character sequences that products interpret after they decode entities. */
    private static final String PARTED = "&#8203;";

    /**
     * Characters that begin a reference: {@code @team}, {@code #1}, {@code !1}, {@code $1}, {@code ~label}, {@code &1},
     * {@code ^alert}, {@code %1}.
     */
    private static final String SIGNS = "@#!$~&^%";

    private static final Pattern EMOJI = Pattern.compile(":(?=(?:[0-9_+-]*[A-Za-z][A-Za-z0-9_+-]*|100|1234|[+-]1):)");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?<=[a-z]):(?=/|\\\\)");
    private static final Pattern HOST = Pattern.compile("(?i)(?<=www)\\.");

    /** A text that is a command at the beginning of a line, for the CI runner that shows the log. */
    private static final Pattern COMMAND = Pattern.compile("::");

    private static final Pattern CODE_WORD = Pattern.compile("[\\p{Alnum}._/:-]+");

    private Markdown() {}

    /** Text inside a paragraph or a cell. */
    static String text(String text) {
        String visible = VisibleText.of(text);
        StringBuilder markdown = new StringBuilder(visible.length() + 16);
        int[] points = visible.codePoints().toArray();
        for (int at = 0; at < points.length; at++) {
            int point = points[at];
            int offset = visible.offsetByCodePoints(0, at);
            boolean followed = at + 1 < points.length && points[at + 1] != ' ';
            if (ENTITIES.indexOf(point) >= 0 || (point == '%' && followed && isNamed(points[at + 1]))) {
                markdown.append(String.format(Locale.ROOT, "&#%d;", point));
                markdown.append(SIGNS.indexOf(point) >= 0 && followed ? PARTED : "");
            } else if (point == '_' && !isWithinAWord(points, at)) {
                markdown.append("&#95;");
            } else if (startsAt(COMMAND, visible, offset)) {
                markdown.append("&#58;");
            } else if (startsAt(HOST, visible, offset)) {
                markdown.append(PARTED).appendCodePoint(point);
            } else if (startsAt(EMOJI, visible, offset) || startsAt(ADDRESS, visible, offset)) {
                markdown.appendCodePoint(point).append(PARTED);
            } else {
                markdown.appendCodePoint(point);
            }
        }
        return markdown.toString();
    }

    private static boolean startsAt(Pattern pattern, String text, int offset) {
        return pattern.matcher(text)
                .useTransparentBounds(true)
                .region(offset, text.length())
                .lookingAt();
    }

    private static boolean isNamed(int point) {
        return Character.isLetterOrDigit(point) || point == '"';
    }

    private static boolean isWithinAWord(int[] points, int at) {
        return at > 0
                && at + 1 < points.length
                && Character.isLetterOrDigit(points[at - 1])
                && Character.isLetterOrDigit(points[at + 1]);
    }

    /** A name as code. A name with characters other than letters, digits and those of paths becomes plain text. */
    static String code(String name) {
        return CODE_WORD.matcher(name).matches() ? "`" + name + "`" : text(name);
    }

    /** Lines in a code block. Nothing in the lines can end the block. */
    static String block(List<String> lines) {
        int longest = 2;
        for (String line : lines) {
            int run = 0;
            for (int at = 0; at < line.length(); at++) {
                run = line.charAt(at) == '`' ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
        }
        String fence = "`".repeat(longest + 1);
        return fence + "\n" + String.join("\n", lines) + "\n" + fence + "\n";
    }
}
