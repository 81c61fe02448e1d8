package dev.hoist.validator.report;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.rules.RuleFacts;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.util.List;

/**
 * Writes JUnit's XML, which every CI product shows. The report of a change has one case for each rule. So the CI
 * product's history shows since when a rule has been broken. The report of an audit has one case for each change.
 */
final class JunitReport implements Report {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"hoist\">\n";
    private static final String END = "</testsuites>\n";
    private static final String GROUP = "hoist";
    private static final TextReport TEXT = new TextReport(AnsiStyle.PLAIN);

    @Override
    public void judged(Verdict whole, List<Verdict> steps, Appendable out) throws IOException {
        out.append(HEAD);
        for (Verdict step : steps) {
            String name = LabelledFinding.step(step);
            suite(step, name, GROUP + "." + name.replace(' ', '-'), out);
        }
        suite(whole, "the whole change", GROUP, out);
        out.append(END);
    }

    private static void suite(Verdict verdict, String name, String group, Appendable out) throws IOException {
        boolean structureAlone =
                verdict.kind() == Kind.BASELINE || verdict.base().commit().isEmpty();
        try (JunitSuite suite = new JunitSuite()) {
            for (RuleId rule : RuleBook.ids()) {
                List<Finding> findings = verdict.findings().stream()
                        .filter(finding -> finding.rule().equals(rule))
                        .toList();
                List<Finding> errors =
                        findings.stream().filter(Finding::isError).toList();
                if (!errors.isEmpty()) {
                    suite.failed(group, rule.text(), summary(errors), rule.text(), text(findings, verdict));
                } else if (findings.isEmpty()
                        && structureAlone
                        && RuleBook.facts(rule).filter(RuleFacts::needsHistory).isPresent()) {
                    suite.skipped(group, rule.text(), "structure alone was judged");
                } else {
                    suite.passed(group, rule.text(), text(findings, verdict));
                }
            }
            suite.writeTo("hoist: " + name, out);
        }
    }

    @Override
    public void trouble(CannotJudgeReport trouble, Appendable out) throws IOException {
        StringBuilder text = new StringBuilder();
        TEXT.trouble(trouble, text);
        out.append(HEAD);
        try (JunitSuite suite = new JunitSuite()) {
            suite.erred(
                    GROUP, CannotJudgeReport.OUTCOME, trouble.sentence(), CannotJudgeReport.OUTCOME, text.toString());
            suite.writeTo("hoist", out);
        }
        out.append(END);
    }

    private static String summary(List<Finding> errors) {
        String first = errors.get(0).message();
        return errors.size() == 1 ? first : first + " (and " + (errors.size() - 1) + " more)";
    }

    private static String text(List<Finding> findings, Verdict verdict) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            TEXT.finding(finding, verdict, text);
        }
        return text.toString();
    }

    @Override
    public AuditReport audit(Appendable out) {
        JunitSuite suite = new JunitSuite();
        return new AuditReport() {
            @Override
            public void change(AuditedChange change) throws IOException {
                Verdict verdict = change.verdict();
                String name = ShortCommit.of(change.commit()) + " " + change.subject();
                StringBuilder text = new StringBuilder();
                change.acknowledged()
                        .ifPresent(known -> text.append(VisibleText.line(TextReport.acknowledged(known)))
                                .append('\n'));
                for (Movement movement : verdict.movements()) {
                    text.append(VisibleText.line(MovementLine.past(movement, verdict)))
                            .append('\n');
                }
                text.append(text(verdict.findings(), verdict));
                List<Finding> errors =
                        verdict.findings().stream().filter(Finding::isError).toList();
                if (!change.countsAgainst()) {
                    suite.passed(GROUP + ".audit", name, text.toString());
                } else {
                    suite.failed(
                            GROUP + ".audit",
                            name,
                            summary(errors),
                            errors.get(0).rule().text(),
                            text.toString());
                }
            }

            @Override
            public void end(AuditTally tally) throws IOException {
                out.append(HEAD);
                suite.writeTo("hoist: audit", out);
                out.append(END);
            }

            @Override
            public void close() throws IOException {
                suite.close();
            }
        };
    }
}
