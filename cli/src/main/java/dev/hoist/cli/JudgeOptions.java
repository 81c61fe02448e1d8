package dev.hoist.cli;

import dev.hoist.validator.report.ReportFiles;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.ReportFormat.Subject;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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
            description =
                    "How to write the answer: text, json, github, junit or markdown; a change also as sarif or gitlab,"
                            + " a history also as csv. Text if left out.")
    String format = "text";

    @Option(
            names = "--report",
            paramLabel = "FORMAT=FILE",
            description = "A file to write the answer to as well, as in junit=hoist.xml; may be said several times.")
    List<String> reports = List.of();

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

    /** Where the answer goes. Asked for before anything is judged: what an earlier run left there is gone then. */
    Answer answer(Terminal terminal, Subject subject) {
        ReportFormat asked =
                ReportFormat.named(format, subject).orElseThrow(() -> ReportFiles.unknown(format, subject));
        ReportFiles files = ReportFiles.parse(reports, terminal.directory(), subject, "--report");
        files.prepare();
        return new Answer(terminal, asked, files);
    }

    static Optional<String> revision(String option, @Nullable String value) {
        return Optional.ofNullable(value).map(text -> RepositoryOptions.given(option, text));
    }
}
