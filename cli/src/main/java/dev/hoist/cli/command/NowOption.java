package dev.hoist.cli.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option for the time at which to judge. */
@Command
public final class NowOption {
    @Option(
            names = "--now",
            paramLabel = "INSTANT",
            description = "The time to judge at, such as 2026-11-24T08:00:00Z. Default: now.")
    @Nullable
    String now;

    public Instant instant(Terminal terminal) {
        return now == null ? terminal.clock().instant() : parse("--now", now);
    }

    /** The time in an option. */
    public static Instant parse(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Misuse(option + " \"" + text + "\" is no instant", "write it as in 2026-11-24T08:00:00Z");
        }
    }

    /** Whether a time was given. Otherwise the clock counts. */
    public boolean isGiven() {
        return now != null;
    }
}
