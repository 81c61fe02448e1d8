package dev.hoist.report;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What to report on.
 *
 * @param repository in a git working tree, or a bare repository
 * @param flags the flags directory, relative to the repository's root
 * @param head the revision to describe
 * @param now the clock
 */
public record ReportRequest(Path repository, String flags, String head, Instant now) {}
