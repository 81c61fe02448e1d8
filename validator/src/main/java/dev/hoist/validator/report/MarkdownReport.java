package dev.hoist.validator.report;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes Markdown: a comment on a pull request, or the changes of an audit in a table. */
final class MarkdownReport implements Report {
    private static final String COLUMNS =
            "| when | commit | who | what | verdict | moved |\n| --- | --- | --- | --- | --- | --- |\n";

    @Override
    public void judged(Verdict whole, List<Verdict> steps, Appendable out) throws IOException {
        out.append(new MarkdownPage(MarkdownPage.COMMENT).judged(whole, steps).toString());
    }

    @Override
    public void trouble(CannotJudgeReport trouble, Appendable out) throws IOException {
        out.append(new MarkdownPage(MarkdownPage.COMMENT).trouble(trouble).toString());
    }

    // the verdict comes before the changes that decide it, so they wait on disk
    @Override
    public AuditReport audit(Appendable out) {
        SpillBuffer rows = new SpillBuffer();
        return new AuditReport() {
            private boolean any;
            private int silent;

            @Override
            public void change(AuditedChange change) throws IOException {
                Verdict verdict = change.verdict();
                if (verdict.movements().isEmpty() && verdict.findings().isEmpty()) {
                    silent++;
                } else {
                    any = true;
                    rows.append(row(change));
                }
            }

            @Override
            public void end(AuditTally tally) throws IOException {
                out.append("## Hoist audit: " + Markdown.text(tally.sentence()) + "\n");
                if (any) {
                    out.append("\n").append(COLUMNS);
                    rows.writeTo(out);
                }
                if (silent > 0) {
                    out.append("\n" + Plural.of(silent, "change") + " moved nothing, and nothing is said of "
                            + (silent == 1 ? "it" : "them") + ".\n");
                }
            }

            @Override
            public void close() throws IOException {
                rows.close();
            }
        };
    }

    private static String row(AuditedChange change) {
        Verdict verdict = change.verdict();
        List<String> said = new ArrayList<>();
        for (Movement movement : verdict.movements()) {
            said.add(Markdown.code(movement.environment()) + " " + Markdown.code(movement.flag()) + " "
                    + Markdown.text(MovementLine.shares(movement)));
        }
        for (Finding finding : verdict.findings()) {
            said.add(MarkdownPage.sentence(new LabelledFinding(finding, verdict, "")));
        }
        Times times = new Times(verdict.zone(), verdict.now());
        return "| " + times.minute(change.time())
                + " | " + Markdown.code(ShortCommit.of(change.commit()))
                + " | " + Markdown.text(change.author())
                + " | " + Markdown.text(change.subject())
                + " | " + verdict.outcome() + " " + verdict.kind().text()
                + change.acknowledged()
                        .map(known -> ", " + Markdown.text(TextReport.acknowledged(known)))
                        .orElse("")
                + " | " + String.join("<br>", said) + " |\n";
    }
}
