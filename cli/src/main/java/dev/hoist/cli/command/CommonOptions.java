package dev.hoist.cli.command;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of every command. Help lists them after the command's own options. */
@Command
public final class CommonOptions {
    private static final int LAST = 1;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            completionCandidates = Colors.class,
            order = LAST,
            description = "Color the answer: auto (on a terminal, unless NO_COLOR is set), always or never."
                    + " Auto if left out.")
    @Nullable
    String color;

    @Option(
            names = {"-q", "--quiet"},
            order = LAST,
            description = "Print an answer only where the exit code is not 0.")
    boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = LAST,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = LAST,
            description = "Show the version.")
    boolean version;

    @Option(
            names = "--verbose",
            order = LAST,
            hidden = true,
            description = "With --version: list the bundled libraries as well.")
    boolean verbose;

    @Option(names = "--stacktrace", order = LAST, description = "Show the stack trace of an internal error.")
    boolean stacktrace;

    /** The terminal with these options applied. */
    public Terminal on(Terminal terminal) {
        Terminal chosen = color == null ? terminal : terminal.with(choice(color));
        return quiet ? chosen.quietly() : chosen;
    }

    public boolean isVerbose() {
        return verbose;
    }

    private static List<String> colors() {
        return Arrays.stream(Terminal.Color.values())
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The values of {@code --color}, for completion. */
    static final class Colors implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return colors().iterator();
        }
    }

    private static Terminal.Color choice(String color) {
        List<String> names = colors();
        if (!names.contains(color)) {
            throw Misuse.unknown("--color \"" + color + "\" is no way to color", color, names);
        }
        return Terminal.Color.valueOf(color.toUpperCase(Locale.ROOT));
    }
}
