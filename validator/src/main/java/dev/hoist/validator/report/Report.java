package dev.hoist.validator.report;

import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.util.List;

/** Writes verdicts in one format. */
public interface Report {

    /**
     * The verdict on one change.
     *
     * @param steps the verdicts on the commits that it consists of, oldest first; empty where it was judged as a whole alone
     */
    void judged(Verdict whole, List<Verdict> steps, Appendable out) throws IOException;

    /** The verdict on one change, judged as a whole. */
    default void judged(Verdict whole, Appendable out) throws IOException {
        judged(whole, List.of(), out);
    }

    /** Says that there is no verdict, so that no reader takes the report for one without findings. */
    void trouble(CannotJudgeReport trouble, Appendable out) throws IOException;

    /** Starts the report of an audit. */
    AuditReport audit(Appendable out);
}
