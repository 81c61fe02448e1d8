package dev.hoist.cli;

import dev.hoist.cli.command.Terminal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Terminals without input. */
public final class WithoutInput {
    private WithoutInput() {}

    public static Terminal terminal(
            Writer out,
            PrintWriter err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            Map<String, String> environment,
            Path directory,
            Clock clock) {
        return new Terminal(
                out,
                err,
                outIsTerminal,
                errIsTerminal,
                environment,
                directory,
                clock,
                InputStream.nullInputStream(),
                Terminal.Color.AUTO,
                false);
    }
}
