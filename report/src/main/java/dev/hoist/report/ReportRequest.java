package dev.hoist.report;

import dev.hoist.validator.guardrail.ReadingSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Which report to make.
 *
 * @param repository a directory in a git working tree, or a bare repository
 * @param flags the flags directory, relative to the repository's root
 * @param head the revision that the report describes
 * @param now the clock
 * @param readings the source of guardrail readings; empty if no guardrail is read
 */
public record ReportRequest(
        Path repository, String flags, String head, Instant now, Optional<ReadingSource> readings) {}
