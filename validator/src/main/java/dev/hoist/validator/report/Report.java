package dev.hoist.validator.report;

import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.util.List;

/** Writes verdicts in one format. */
public interface Report {

    /**
     * Writes the verdict on one change.
     *
     * @param steps the verdicts on its first-parent commits, oldest first; empty if only the whole change was judged
     */
    void judged(Verdict whole, List<Verdict> steps, Appendable out) throws IOException;

    /** Writes the verdict on one change that was judged only as a whole. */
    default void judged(Verdict whole, Appendable out) throws IOException {
        judged(whole, List.of(), out);
    }

    /** Writes that there is no verdict, so that nobody takes the report for a verdict without findings. */
    void trouble(CannotJudgeReport trouble, Appendable out) throws IOException;

    /** Starts the report of an audit. */
    AuditReport audit(Appendable out);
}
