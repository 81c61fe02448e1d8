package dev.hoist.cli.command;

import dev.hoist.validator.report.AnsiStyle;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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
        InputStream in) {
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
        this(out, err, outIsTerminal, errIsTerminal, environment, directory, clock, InputStream.nullInputStream());
    }

    /** That of this process, in the directory in which it was started. */
    public static Terminal ofProcess() {
        // a JVM cannot tell which of its streams is a terminal, and from 22 on not even whether one is: the launcher
        // says it
        List<String> terminals =
                List.of(System.getProperty("hoist.terminal", "").split(",", -1));
        return new Terminal(
                new BufferedWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8)),
                new PrintWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true),
                terminals.contains("out"),
                terminals.contains("err"),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Clock.systemUTC(),
                System.in);
    }

    public AnsiStyle style() {
        return colours(outIsTerminal) ? AnsiStyle.COLOURED : AnsiStyle.PLAIN;
    }

    /** Whether to colour what goes to a stream: {@code NO_COLOR} wins over {@code CLICOLOR_FORCE}, that over the terminal. */
    private boolean colours(boolean isTerminal) {
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
