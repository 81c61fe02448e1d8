package dev.hoist.validator;

import java.util.Optional;

/**
 * What an audit stores for the next audit. Whoever can write to it decides what an audit says, so only people who may
 * run audits should have access.
 */
public interface AuditCache {

    /** Names everything that a verdict depends on besides the repository: the code that judges, and what that runs on. */
    String build();

    /** What lies under a name; empty where nothing does, or what does cannot be read. */
    Optional<byte[]> read(String name);

    /** Puts something under a name, whole or not at all, in place of what lies there. */
    void write(String name, byte[] content);
}
