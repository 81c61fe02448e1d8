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

    /** A format that the command does not write. */
    public static Misuse unknownFormat(String format, List<String> known) {
        return new Misuse(
                "no format \"" + format + "\"",
                Spelling.didYouMean(format, known).orElse("there are " + String.join(", ", known)));
    }

    public String help() {
        return help;
    }
}
