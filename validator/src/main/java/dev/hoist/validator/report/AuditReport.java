package dev.hoist.validator.report;

import dev.hoist.validator.verdict.AuditedChange;
import java.io.IOException;

/** An audit being written down, change by change; what it keeps in memory does not grow with the history. */
public interface AuditReport extends AutoCloseable {

    void change(AuditedChange change) throws IOException;

    /** Writes what comes after the last change. */
    void end(AuditTally tally) throws IOException;

    /** Lets go of whatever the writing needed, also where it never came to an end. */
    @Override
    void close() throws IOException;
}
