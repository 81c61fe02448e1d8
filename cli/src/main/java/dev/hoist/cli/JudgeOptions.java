package dev.hoist.cli;

import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.report.ReportFormat;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands that judge take. */
@Command
final class JudgeOptions {
    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Option(
            names = "--now",
            paramLabel = "INSTANT",
            description = "The time to judge at, as in 2026-11-24T08:00:00Z; the clock's if left out.")
    @Nullable
    String now;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to write the answer: text, json or github; text if left out.")
    String format = "text";

    Path repository(Terminal terminal) {
        return place.repository(terminal);
    }

    String flags() {
        return place.flags();
    }

    Instant now(Terminal terminal) {
        return instant(now, terminal);
    }

    static Instant instant(@Nullable String now, Terminal terminal) {
        if (now == null) {
            return terminal.clock().instant();
        }
        try {
            return OffsetDateTime.parse(now).toInstant();
        } catch (DateTimeException e) {
            throw new Misuse("--now \"" + now + "\" is no instant", "write it as in 2026-11-24T08:00:00Z");
        }
    }

    ReportFormat format() {
        return ReportFormat.named(format)
                .orElseThrow(() -> new Misuse(
                        "no format \"" + format + "\"",
                        Spelling.didYouMean(format, ReportFormat.names())
                                .orElse("there are " + String.join(", ", ReportFormat.names()))));
    }

    static Optional<String> revision(String option, @Nullable String value) {
        return Optional.ofNullable(value).map(text -> RepositoryOptions.given(option, text));
    }
}
