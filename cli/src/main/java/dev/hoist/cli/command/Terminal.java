package dev.hoist.cli.command;

import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.VisibleText;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The streams, the environment and the working directory of a call of the command.
 *
 * @param out standard output; if writing to it fails, the command fails
 * @param outIsTerminal whether {@code out} is a terminal
 * @param errIsTerminal whether {@code err} is a terminal
 * @param directory the working directory of the call
 */
public record Terminal(
        Writer out,
        PrintWriter err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Map<String, String> environment,
        Path directory,
        Clock clock,
        InputStream in,
        Color color,
        boolean isQuiet) {
    /** Whether output is coloured. */
    public enum Color {
        /** Coloured on a terminal, unless the environment says otherwise. */
        AUTO,
        ALWAYS,
        NEVER
    }

    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** The terminal of this process, in the directory in which the process was started. */
    public static Terminal ofProcess() {
        return new Terminal(
                new BufferedWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8)),
                new PrintWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true),
                isTerminal("out", 1),
                isTerminal("err", 2),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Clock.systemUTC(),
                System.in,
                Color.AUTO,
                false);
    }

    /**
     * Whether a stream is a terminal. The launcher gives the answer. Without it, Linux gives the answer; on other
     * systems, the Java console does.
     */
    @SuppressWarnings("SystemConsoleNull") // asked only where it tells a terminal
    private static boolean isTerminal(String stream, int descriptor) {
        String told = System.getProperty("hoist.terminal");
        if (told != null) {
            return List.of(told.split(",", -1)).contains(stream);
        }
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            // up to Java 21 there is a console where standard input and output are both a terminal; later always
            return Runtime.version().feature() < 22 && System.console() != null;
        }
    }

    Terminal with(Color choice) {
        return new Terminal(out, err, outIsTerminal, errIsTerminal, environment, directory, clock, in, choice, isQuiet);
    }

    Terminal quietly() {
        return new Terminal(out, err, outIsTerminal, errIsTerminal, environment, directory, clock, in, color, true);
    }

    /** The same terminal with another output. */
    public Terminal writingTo(Writer other) {
        return new Terminal(
                other, err, outIsTerminal, errIsTerminal, environment, directory, clock, in, color, isQuiet);
    }

    /**
     * The path in an option, from the working directory.
     *
     * @param help what the option must name
     */
    public Path path(String option, String value, String help) {
        try {
            return directory.resolve(RepositoryOptions.given(option, value));
        } catch (InvalidPathException e) {
            throw new Misuse(option + " \"" + value + "\" is no path", help);
        }
    }

    /** Writes a message for people on standard error. */
    public void say(String sentence, String help) {
        err.println("hoist: " + VisibleText.of(sentence));
        err.println("  = help: " + VisibleText.of(help));
        err.flush();
    }

    /** The columns of the terminal according to {@code COLUMNS}; 80 if it is not set. */
    public int columns() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Math.max(60, Integer.parseInt(columns)) : 80;
    }

    public AnsiStyle style() {
        return colours(outIsTerminal) ? AnsiStyle.COLOURED : AnsiStyle.PLAIN;
    }

    /**
     * Whether to colour a stream. The option decides first, then {@code NO_COLOR}, then {@code CLICOLOR_FORCE}, and
     * last whether the stream is a terminal.
     */
    private boolean colours(boolean isTerminal) {
        if (color != Color.AUTO) {
            return color == Color.ALWAYS;
        }
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String forced = environment.getOrDefault("CLICOLOR_FORCE", "");
        if (!forced.isEmpty() && !forced.equals("0")) {
            return true;
        }
        return isTerminal
                && !environment.getOrDefault("CLICOLOR", "").equals("0")
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
