package dev.hoist.validator;

import java.util.Optional;

/**
 * What an audit stores for the next audit. Whoever can write to it decides what an audit says, so only people who may
 * run audits should have access.
 */
public interface AuditCache {

    /** Names everything that a verdict depends on besides the repository: the code that judges, and what that runs on. */
    String build();

    /** The content under a name; empty if there is none or it is unreadable. */
    Optional<byte[]> read(String name);

    /** Replaces the content under a name, completely or not at all. */
    void write(String name, byte[] content);
}
