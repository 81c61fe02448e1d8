package dev.hoist.cli.command;

import dev.hoist.validator.finding.Spelling;
import java.util.List;

/** The command was called with options or arguments that have no meaning. */
public final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String help;

    public Misuse(String message, String help) {
        super(message);
        this.help = help;
    }

    /** A word that is none of the known words. */
    public static Misuse unknown(String message, String word, List<String> known) {
        return new Misuse(message, Spelling.didYouMean(word, known).orElse("there are " + String.join(", ", known)));
    }

    /** A format that the command does not write. */
    public static Misuse unknownFormat(String format, List<String> known) {
        return unknown("no format \"" + format + "\"", format, known);
    }

    /** The format that an option names. Refuses a format that the command does not write. */
    public static String requireFormat(String format, List<String> known) {
        if (!known.contains(format)) {
            throw unknownFormat(format, known);
        }
        return format;
    }

    public String help() {
        return help;
    }
}
