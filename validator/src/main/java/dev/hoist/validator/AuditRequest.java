package dev.hoist.validator;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Which part of history to judge.
 *
 * @param repository a directory in the repository, or a bare repository
 * @param flags the flags directory, relative to the repository's root
 * @param from the changes after this revision; empty for all
 * @param to the newest change; empty for HEAD
 * @param now the clock; a change that is dated later is judged at this time
 * @param cache what earlier audits stored; the audit trusts it without a check
 */
public record AuditRequest(
        Path repository,
        String flags,
        Optional<String> from,
        Optional<String> to,
        Instant now,
        Optional<AuditCache> cache) {

    /** An audit without a cache. */
    public AuditRequest(Path repository, String flags, Optional<String> from, Optional<String> to, Instant now) {
        this(repository, flags, from, to, now, Optional.empty());
    }
}
