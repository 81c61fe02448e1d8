package dev.hoist.cli;

import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.report.ReportFormat;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the commands that judge take. */
@Command
final class JudgeOptions {
    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "A directory in the repository, or a bare repository; the current directory if left out.")
    @Nullable
    String repo;

    @Option(
            names = "--flags",
            paramLabel = "DIR",
            defaultValue = "flags",
            description = "The flags directory, relative to the repository's root; \"flags\" if left out.")
    String flags = "flags";

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
        Path directory;
        try {
            directory =
                    repo == null ? terminal.directory() : terminal.directory().resolve(given("--repo", repo));
        } catch (InvalidPathException e) {
            throw new Misuse("--repo \"" + repo + "\" is no path", "name a directory");
        }
        if (!Files.isDirectory(directory)) {
            throw new Misuse("--repo \"" + directory + "\" is no directory", "name a directory in the repository");
        }
        return directory;
    }

    String flags() {
        return given("--flags", flags);
    }

    Instant now(Terminal terminal) {
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

    /** An option's text, which a script with an unset variable leaves empty. */
    static String given(String option, String value) {
        if (value.isBlank()) {
            throw new Misuse(option + " is empty", "give it a value, or leave it out");
        }
        return value;
    }

    static Optional<String> revision(String option, @Nullable String value) {
        return Optional.ofNullable(value).map(text -> given(option, text));
    }
}
