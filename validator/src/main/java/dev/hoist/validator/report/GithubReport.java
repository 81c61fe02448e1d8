package dev.hoist.validator.report;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes GitHub's workflow commands. GitHub shows only ten findings of a step at their lines of code. So the worst
 * findings come first, and the rest are plain lines of the log.
 */
final class GithubReport implements Report {
    private static final int SHOWN = 10;

    @Override
    public void judged(Verdict whole, List<Verdict> steps, Appendable out) throws IOException {
        annotate(LabelledFinding.of(whole, steps), out);
        for (Verdict step : steps) {
            log(out, LabelledFinding.step(step) + " " + TextReport.headline(step));
        }
        log(out, TextReport.headline(whole));
        for (Movement movement : whole.movements()) {
            log(out, MovementLine.of(movement, whole));
        }
        log(out, "kind: " + TextReport.kind(whole));
        log(out, "base: " + TextReport.base(whole));
        log(out, "now: " + TextReport.now(whole));
    }

    @Override
    public void trouble(CannotJudgeReport trouble, Appendable out) throws IOException {
        out.append(GithubMessage.error("Hoist cannot judge", trouble.message() + "\nhelp: " + trouble.help()))
                .append('\n');
    }

    @Override
    public AuditReport audit(Appendable out) {
        return new AuditReport() {
            private int shown;

            @Override
            public void change(AuditedChange change) throws IOException {
                Verdict verdict = change.verdict();
                String name = ShortCommit.of(change.commit()) + " " + change.subject();
                if (change.acknowledged().isPresent()) {
                    log(
                            out,
                            name + ": "
                                    + TextReport.acknowledged(
                                            change.acknowledged().get()));
                }
                for (Finding finding : verdict.findings()) {
                    if (change.countsAgainst() && finding.isError() && shown < SHOWN) {
                        shown++;
                        // lines of an old commit are other lines today: the file alone is named
                        out.append(command(
                                        finding,
                                        verdict,
                                        Optional.empty(),
                                        name + ": " + TextReport.where(finding) + ": "))
                                .append('\n');
                    } else {
                        log(out, name + ": " + sentence(finding));
                    }
                }
            }

            @Override
            public void end(AuditTally tally) throws IOException {
                log(out, tally.sentence());
            }

            @Override
            public void close() {}
        };
    }

    /** Writes the findings, the worst first. GitHub shows only the first ones at their lines of code. */
    private static void annotate(List<LabelledFinding> remarks, Appendable out) throws IOException {
        List<LabelledFinding> sorted = remarks.stream()
                .sorted(Comparator.comparing(remark -> remark.finding().severity()))
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            LabelledFinding remark = sorted.get(i);
            Finding finding = remark.finding();
            if (i < SHOWN) {
                out.append(command(finding, remark.verdict(), finding.place(), remark.prefix()))
                        .append('\n');
            } else {
                log(out, remark.prefix() + sentence(finding));
            }
        }
    }

    private static String command(Finding finding, Verdict verdict, Optional<Place> place, String prefix) {
        StringBuilder command = new StringBuilder("::")
                .append(finding.severity().text())
                .append(" file=")
                .append(GithubMessage.property(finding.file()));
        place.ifPresent(at -> command.append(",line=")
                .append(at.line())
                .append(",col=")
                .append(at.column())
                .append(",endColumn=")
                .append(at.column() + at.length()));
        command.append(",title=")
                .append(GithubMessage.property("Hoist: " + finding.rule()))
                .append("::");
        command.append(single(prefix + finding.message()));
        finding.help().ifPresent(help -> command.append("%0Ahelp: ").append(single(help)));
        TextReport.passesFrom(finding, verdict)
                .ifPresent(passes -> command.append("%0A").append(single(passes)));
        return command.toString();
    }

    private static String sentence(Finding finding) {
        return TextReport.where(finding) + ": " + (finding.isError() ? "" : "warning: ") + finding.message() + " ["
                + finding.rule() + "]";
    }

    private static String single(String text) {
        return VisibleText.of(text).replace("%", "%25");
    }

    private static void log(Appendable out, String text) throws IOException {
        out.append(VisibleText.line(VisibleText.of(text))).append('\n');
    }
}
