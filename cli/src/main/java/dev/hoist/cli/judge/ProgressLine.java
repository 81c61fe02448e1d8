package dev.hoist.cli.judge;

import dev.hoist.cli.command.Terminal;
import java.time.Duration;

/** A line with the progress of an audit. People see it after one second. */
final class ProgressLine implements AutoCloseable {
    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();
    private static final long INTERVAL = Duration.ofMillis(100).toNanos();
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final long started = System.nanoTime();
    private long last = started;
    private boolean shown;

    ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    void judged(int done, int total) {
        long now = System.nanoTime();
        if (terminal.errIsTerminal() && !terminal.isQuiet() && now - started > PATIENCE && now - last > INTERVAL) {
            last = now;
            shown = true;
            terminal.err().print(ERASE_LINE + "judged " + done + " of " + total + " changes");
            terminal.err().flush();
        }
    }

    /** Removes the line, so that other text can be printed. */
    void clear() {
        if (shown) {
            shown = false;
            terminal.err().print(ERASE_LINE);
            terminal.err().flush();
        }
    }

    @Override
    public void close() {
        clear();
    }
}
