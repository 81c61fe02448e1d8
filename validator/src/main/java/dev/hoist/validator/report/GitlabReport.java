package dev.hoist.validator.report;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.util.List;

/**
 * Writes GitLab's Code Quality format: an array of issues. GitLab shows them in a merge request, in its widget and at
 * the lines.
 */
final class GitlabReport implements Report {

    @Override
    public void judged(Verdict whole, List<Verdict> steps, Appendable out) throws IOException {
        Fingerprints fingerprints = new Fingerprints();
        out.append(JsonObject.lines(LabelledFinding.of(whole, steps), remark -> issue(remark, fingerprints), ""))
                .append('\n');
    }

    @Override
    public void trouble(CannotJudgeReport trouble, Appendable out) throws IOException {
        String text = VisibleText.of(trouble.sentence()) + "; help: " + VisibleText.of(trouble.help());
        String issue = issue(text, CannotJudgeReport.OUTCOME, Fingerprints.of(trouble), "blocker", trouble.file(), 1);
        out.append(JsonObject.lines(List.of(issue), json -> json, "")).append('\n');
    }

    private static String issue(LabelledFinding remark, Fingerprints fingerprints) {
        Finding finding = remark.finding();
        return issue(
                remark.text().replace("\n", "; "),
                finding.rule().text(),
                fingerprints.next(finding),
                finding.isError() ? "critical" : "minor",
                finding.file(),
                finding.place().map(Place::line).orElse(1));
    }

    private static String issue(
            String description, String check, String fingerprint, String severity, String path, int line) {
        String lines = new JsonObject().json("begin", Integer.toString(line)).toString();
        return new JsonObject()
                .text("description", description)
                .text("check_name", check)
                .text("fingerprint", fingerprint)
                .text("severity", severity)
                .json(
                        "location",
                        new JsonObject().text("path", path).json("lines", lines).toString())
                .toString();
    }

    @Override
    public AuditReport audit(Appendable out) {
        throw new IllegalStateException(
                "a history has no Code Quality: the lines of an old commit are other lines today");
    }
}
