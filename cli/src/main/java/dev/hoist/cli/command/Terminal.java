package dev.hoist.cli.command;

import dev.hoist.validator.report.AnsiStyle;
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
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Everything outside the command that it reads and writes.
 *
 * @param out standard output; a failed write is an error of the command
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
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
    /** When an answer is colored. */
    public enum Color {
        /** Where a person reads it, and the environment does not say otherwise. */
        AUTO,
        ALWAYS,
        NEVER
    }

    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** One without any input. */
    public Terminal(
            Writer out,
            PrintWriter err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            Map<String, String> environment,
            Path directory,
            Clock clock) {
        this(
                out,
                err,
                outIsTerminal,
                errIsTerminal,
                environment,
                directory,
                clock,
                InputStream.nullInputStream(),
                Color.AUTO,
                false);
    }

    /** That of this process, in the directory in which it was started. */
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

    /** Whether a person reads a stream. The launcher tells; without it, Linux does, and elsewhere the console. */
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

    /** The same terminal, whose answer goes elsewhere. */
    public Terminal writingTo(Writer other) {
        return new Terminal(
                other, err, outIsTerminal, errIsTerminal, environment, directory, clock, in, color, isQuiet);
    }

    /** The columns of the terminal, as {@code COLUMNS} says; 80 where it does not. */
    public int columns() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Math.max(60, Integer.parseInt(columns)) : 80;
    }

    public AnsiStyle style() {
        return colours(outIsTerminal) ? AnsiStyle.COLOURED : AnsiStyle.PLAIN;
    }

    /** Whether to color what goes to a stream: the option wins over {@code NO_COLOR}, this over {@code CLICOLOR_FORCE}, that over the terminal. */
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
