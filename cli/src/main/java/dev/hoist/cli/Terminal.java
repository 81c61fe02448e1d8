package dev.hoist.cli;

import dev.hoist.validator.report.AnsiStyle;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Everything outside the command that it reads and writes.
 *
 * @param out the report; its write errors are the command's
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 * @param directory in which the command was called
 */
record Terminal(
        Writer out,
        PrintWriter err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Map<String, String> environment,
        Path directory,
        Clock clock,
        InputStream in) {
    Terminal {
        environment = Map.copyOf(environment);
    }

    /** One without any input. */
    Terminal(
            Writer out,
            PrintWriter err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            Map<String, String> environment,
            Path directory,
            Clock clock) {
        this(out, err, outIsTerminal, errIsTerminal, environment, directory, clock, InputStream.nullInputStream());
    }

    AnsiStyle look() {
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
