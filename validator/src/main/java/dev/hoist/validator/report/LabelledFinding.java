package dev.hoist.validator.report;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A finding with a prefix, for a report that lists the findings of several commits together.
 *
 * @param prefix the commit that the finding is about; may be empty
 */
record LabelledFinding(Finding finding, Verdict verdict, String prefix) {

    /**
     * The findings on the whole change, then those findings on its commits that the whole change does not have. The
     * findings on the whole change come first, because readers see the lines of the whole change.
     */
    static List<LabelledFinding> of(Verdict whole, List<Verdict> steps) {
        List<LabelledFinding> remarks = new ArrayList<>();
        whole.findings().forEach(finding -> remarks.add(new LabelledFinding(finding, whole, "")));
        for (Verdict step : steps) {
            String prefix = step(step) + ": ";
            for (Finding finding : step.findings()) {
                if (whole.findings().stream().noneMatch(finding::saysTheSameAs)) {
                    remarks.add(new LabelledFinding(finding, step, prefix));
                }
            }
        }
        return remarks;
    }

    /** The prefix for a commit: {@code commit 0123456789ab}. */
    static String step(Verdict verdict) {
        return "commit " + ShortCommit.of(verdict.head());
    }

    /** The finding's message with its prefix. */
    String message() {
        return VisibleText.of(prefix + finding.message());
    }

    /** The message, and on further lines what to do and when the change would be accepted. */
    String text() {
        StringBuilder text = new StringBuilder(message());
        finding.help().ifPresent(help -> text.append("\nhelp: ").append(VisibleText.of(help)));
        TextReport.passesFrom(finding, verdict)
                .ifPresent(passes -> text.append('\n').append(passes));
        return text.toString();
    }
}
