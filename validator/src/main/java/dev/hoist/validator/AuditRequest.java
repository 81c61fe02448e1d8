package dev.hoist.validator;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Which stretch of history to judge.
 *
 * @param repository a directory in the repository, or a bare repository
 * @param flags the flags directory, relative to the repository's root
 * @param from the changes after this revision; empty for all
 * @param to the newest change; empty for HEAD
 * @param now the clock: a change that is dated later is judged at it
 */
public record AuditRequest(Path repository, String flags, Optional<String> from, Optional<String> to, Instant now) {}
