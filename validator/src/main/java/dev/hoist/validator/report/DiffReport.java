package dev.hoist.validator.report;

import dev.hoist.validator.diff.Diff;
import java.io.IOException;

/** One way to write down what a change does to users. */
@FunctionalInterface
public interface DiffReport {
    void write(Diff diffed, Appendable out) throws IOException;
}
