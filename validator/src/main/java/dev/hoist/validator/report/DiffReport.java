package dev.hoist.validator.report;

import dev.hoist.validator.diff.Diff;
import java.io.IOException;

/** Writes a diff in one format. */
@FunctionalInterface
public interface DiffReport {
    void write(Diff diffed, Appendable out) throws IOException;
}
