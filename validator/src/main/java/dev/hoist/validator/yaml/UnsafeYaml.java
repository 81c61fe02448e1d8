package dev.hoist.validator.yaml;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Place;
import java.util.Locale;

/**
 * The rule {@code unsafe-yaml}: YAML outside the plain subset. It hides something, other tools read it differently, or
 * it can grow without limit.
 */
public final class UnsafeYaml {
    public static final RuleId ID = RuleId.of(UnsafeYaml.class);

    /** The most bytes that a file may have. */
    public static final int MOST_BYTES = 64 * 1024;

    /** The message about a file on which the reader fails. */
    public static final String FAILED = "reading this file fails inside Hoist";

    static final int MOST_LEVELS = 10;

    private UnsafeYaml() {}

    /** The finding about a file that is larger than {@link #MOST_BYTES}. Such a file is not read. */
    public static Finding tooLarge(String path, long bytes) {
        return Finding.errorIn(ID, path, "the file has " + bytes + " bytes, and may have " + MOST_BYTES)
                .help("put only one flag into a file, and link to long texts");
    }

    /**
     * The finding about an entry of the flags directory that is neither a folder nor a regular file.
     *
     * @param what {@code a symbolic link}, {@code a submodule}
     */
    public static Finding notAFile(String path, String what) {
        return Finding.errorIn(ID, path, "this is " + what + ", neither a folder nor a regular file")
                .help("put a regular file in its place, or move it out of the flags directory");
    }

    static Finding anchor(Place place, String name) {
        return Finding.error(ID, place, "an anchor, \"&" + name + "\"").help("write the value out where it is needed");
    }

    static Finding alias(Place place, String name) {
        return Finding.error(ID, place, "an alias, \"*" + name + "\"")
                .help("write the value out, or quote a text that begins with an asterisk");
    }

    static Finding tag(Place place, String tag) {
        return Finding.error(ID, place, "a tag, \"" + tag + "\"").help("leave the tag out; quotes make a value text");
    }

    static Finding mergeKey(Place place) {
        return Finding.error(ID, place, "a merge key, \"<<\"").help("write the keys out");
    }

    static Finding directive(Place place, String line) {
        return Finding.error(ID, place, "a directive, \"" + line + "\"").help("delete the line");
    }

    static Finding secondDocument(Place place) {
        return Finding.error(ID, place, "a second document in one file").help("put only one document into a file");
    }

    static Finding complexKey(Place place) {
        return Finding.error(ID, place, "a key that is not one text on one line")
                .help("write the key as one text on the same line as its colon");
    }

    static Finding indicator(Place place, int character) {
        return Finding.error(
                        ID,
                        place,
                        "\"" + Character.toString(character)
                                + "\" right before a word: YAML readers do not agree whether it belongs to the word")
                .help("quote the word, or put a blank after the \"" + Character.toString(character) + "\"");
    }

    static Finding unendedLine(Place place) {
        return Finding.error(
                        ID, place, "blanks at the end of the file, which YAML readers read differently inside a text")
                .help("delete them, or end the file with a line feed");
    }

    /** The finding about a file on which the reader fails. Such a failure is a mistake of Hoist. */
    public static Finding failed(String path) {
        return Finding.errorIn(ID, path, FAILED)
                .help("write the file in another way, and report it to the makers of Hoist");
    }

    static Finding tooDeep(Place place) {
        return Finding.error(ID, place, "more than " + MOST_LEVELS + " levels of mappings and lists")
                .help("no format of these files needs more than " + MOST_LEVELS + " levels");
    }

    static Finding character(Place place, int codePoint, int times) {
        String message = "an invisible or line-breaking character, " + name(codePoint);
        return Finding.error(ID, place, times == 1 ? message : message + ", " + times + " times in a row")
                .help("delete it");
    }

    static Finding escapedCharacter(Place place, int codePoint) {
        return Finding.error(ID, place, "an escape for an invisible or line-breaking character, " + name(codePoint))
                .help("delete the escape");
    }

    static Finding furtherCharacters(Place place, int more) {
        return Finding.error(ID, place, more + " more runs of invisible or line-breaking characters from here on")
                .help("delete them");
    }

    /** A character as a message shows it: {@code U+200B ZERO WIDTH SPACE}. */
    private static String name(int codePoint) {
        String name = Character.getName(codePoint);
        String number = String.format(Locale.ROOT, "U+%04X", codePoint);
        return name == null ? number : number + " " + name;
    }
}
