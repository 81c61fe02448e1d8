package dev.hoist.validator;

import java.util.Optional;

/**
 * What an audit stores for the next audit. Whoever can write to it decides what an audit says, so only people who may
 * run audits should have access.
 */
public interface AuditCache {

    /**
     * A name for everything that a verdict depends on besides the repository: the code that judges, and the platform on
     * which it runs.
     */
    String build();

    /** The content under a name; empty if there is none or it is unreadable. */
    Optional<byte[]> read(String name);

    /** Replaces the content under a name. It replaces all of it or nothing. */
    void write(String name, byte[] content);
}
