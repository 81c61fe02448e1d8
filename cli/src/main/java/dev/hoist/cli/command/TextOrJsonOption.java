package dev.hoist.cli.command;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option of a command that answers as text or as JSON. */
@Command
public final class TextOrJsonOption {
    private static final List<String> FORMATS = List.of("text", "json");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to write the answer: text or json; text if left out.")
    String format = "text";

    /** Whether the answer is JSON. Refuses every other format but text. */
    public boolean isJson() {
        return isJson(format);
    }

    /** The same for a command that describes its option in other words. */
    public static boolean isJson(String format) {
        return Misuse.requireFormat(format, FORMATS).equals("json");
    }
}
