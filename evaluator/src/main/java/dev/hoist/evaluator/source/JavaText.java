package dev.hoist.evaluator.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Escapes text of flag files for Java source, so that the text cannot end its literal or comment. */
final class JavaText {
    /** The most bytes of a literal. A constant in a class file has at most 65,535 bytes. */
    private static final int MOST_BYTES = 60_000;

    private static final int CHUNK_BYTES = 20_000;
    private static final int CHUNK_PIECES = 64;
    private static final int COMMENT_WIDTH = 110;

    private JavaText() {}

    /** An expression for a text: one literal, or several that are joined at run time if one would be too long. */
    static String literal(String text) {
        StringBuilder source = new StringBuilder("\"");
        int bytes = 0;
        for (int at = 0; at < text.length(); at++) {
            bytes += bytes(text.charAt(at));
            if (bytes > MOST_BYTES) {
                // not "+", which the compiler would fold into one constant again
                source.append("\".concat(").append(literal(text.substring(at))).append(")");
                return source.toString();
            }
            append(source, text.charAt(at));
        }
        return source.append('"').toString();
    }

    /** Texts as arguments, each after a comma. They are joined as far as no constant gets too long. */
    static String chunks(List<String> pieces) {
        StringBuilder source = new StringBuilder();
        List<String> chunk = new ArrayList<>();
        int bytes = 0;
        for (String piece : pieces) {
            int more = piece.chars().map(character -> bytes((char) character)).sum();
            if (!chunk.isEmpty() && (bytes + more > CHUNK_BYTES || chunk.size() == CHUNK_PIECES)) {
                appendChunk(source, chunk);
                chunk.clear();
                bytes = 0;
            }
            chunk.add(piece);
            bytes += more;
        }
        if (!chunk.isEmpty()) {
            appendChunk(source, chunk);
        }
        return source.toString();
    }

    /** A name in the form of a table of names: its length, a colon, and the name. */
    static String counted(String name) {
        return name.length() + ":" + name;
    }

    /** Numbers in the form of a table of numbers. */
    static String row(List<Integer> numbers) {
        StringBuilder row = new StringBuilder();
        numbers.forEach(number -> row.append(' ').append(number));
        return row.append(';').toString();
    }

    static String hex(int number) {
        return String.format(Locale.ROOT, "0x%08x", number);
    }

    /** The lines of a documentation comment. A line is longer than the limit only if it is a single long word. */
    static List<String> comment(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : inComment(text).split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > COMMENT_WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!word.isEmpty()) {
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /**
     * A text for a documentation comment. A backslash could start a Unicode escape, which Java reads even in comments.
     * An asterisk or a slash could end the comment. Other signs could be markup. All of them are escaped.
     */
    static String inComment(String text) {
        StringBuilder source = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.isWhitespace(point)) {
                source.append(' ');
            } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                source.append("&#65533;");
            } else if (point > '~' || "\\*/&<>@{}".indexOf(point) >= 0) {
                source.append("&#").append(point).append(';');
            } else {
                source.append((char) point);
            }
        });
        return source.toString();
    }

    private static void appendChunk(StringBuilder source, List<String> pieces) {
        source.append(",\n            ");
        List<String> literals = pieces.stream().map(JavaText::literal).toList();
        source.append(String.join("\n                    + ", literals));
    }

    private static void append(StringBuilder source, char character) {
        if (character == '"' || character == '\\') {
            source.append('\\').append(character);
        } else if (character >= ' ' && character <= '~') {
            source.append(character);
        } else if (character < 0x100) {
            // A Unicode escape would be read before the literal is: that of a line feed or a quote would end it.
            source.append(String.format(Locale.ROOT, "\\%03o", (int) character));
        } else {
            source.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
        }
    }

    private static int bytes(char character) {
        if (character != 0 && character < 0x80) {
            return 1;
        }
        return character < 0x800 ? 2 : 3;
    }
}
