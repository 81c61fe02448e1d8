package dev.hoist.validator.report;

import dev.hoist.validator.verdict.AuditedChange;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the report of an audit, change by change. Its memory does not grow with the history. */
public interface AuditReport extends AutoCloseable {

    void change(AuditedChange change) throws IOException;

    /** Writes everything that comes after the last change. */
    void end(AuditTally tally) throws IOException;

    /** Releases all resources, even if the report was not finished. */
    @Override
    void close() throws IOException;

    /** A report that writes to several reports at once. */
    static AuditReport all(List<AuditReport> reports) {
        List<AuditReport> all = List.copyOf(reports);
        return new AuditReport() {
            @Override
            public void change(AuditedChange change) throws IOException {
                for (AuditReport report : all) {
                    report.change(change);
                }
            }

            @Override
            public void end(AuditTally tally) throws IOException {
                for (AuditReport report : all) {
                    report.end(tally);
                }
            }

            @Override
            public void close() throws IOException {
                @Nullable IOException first = null;
                for (AuditReport report : all) {
                    try {
                        report.close();
                    } catch (IOException e) {
                        first = first == null ? e : first;
                    }
                }
                if (first != null) {
                    throw first;
                }
            }
        };
    }
}
