package dev.hoist.validator.report;

import dev.hoist.validator.Judged;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A verdict or an audit as Markdown, for the page that a CI product keeps of a run. It never grows above what that takes: what
 * does not fit is counted.
 */
public final class JobSummary {
    /** What GitHub takes of one step, in bytes. */
    public static final long GITHUB_LIMIT = 1 << 20;

    // for the line that counts what did not fit
    private static final int RESERVE = 200;

    private final StringBuilder text = new StringBuilder();
    private final long limit;
    private long bytes;
    private int left;
    private boolean inTable;

    /**
     * An empty summary.
     *
     * @param limit in bytes of UTF-8
     */
    public JobSummary(long limit) {
        this.limit = limit - RESERVE;
    }

    public JobSummary judged(Judged judged) {
        Verdict verdict = judged.verdict();
        add("## Hoist: " + markdown(TextReport.headline(verdict, verdict.findings())) + "\n\n");
        List<Finding> findings = new ArrayList<>(verdict.findings());
        findings.sort(Comparator.comparing(Finding::severity));
        for (Finding finding : findings) {
            finding(finding, "");
        }
        endTable();
        for (Movement movement : verdict.movements()) {
            add("- " + markdown(MovementLine.of(movement, verdict)) + "\n");
        }
        add("\n" + markdown("kind: " + TextReport.kind(verdict)) + "<br>\n"
                + markdown("base: " + TextReport.base(judged)) + "<br>\n"
                + markdown("now: " + TextReport.now(verdict)) + "\n");
        return this;
    }

    /** One change of an audit; those that nothing is said of take no room. */
    public JobSummary audited(AuditedChange change) {
        String name = MovementLine.shortened(change.commit()) + " " + change.subject()
                + change.acknowledged()
                        .map(known -> " (" + TextReport.acknowledged(known) + ")")
                        .orElse("")
                + ": ";
        for (Finding finding : change.verdict().findings()) {
            if (finding.isError()) {
                finding(finding, name);
            }
        }
        return this;
    }

    public JobSummary audited(AuditTally tally) {
        endTable();
        add("**Hoist audit: " + markdown(tally.sentence()) + "**\n");
        return this;
    }

    private void finding(Finding finding, String prefix) {
        if (!inTable) {
            add("| | where | what | rule |\n| --- | --- | --- | --- |\n");
            inTable = true;
        }
        String help = finding.help().map(text -> "<br>help: " + markdown(text)).orElse("");
        add("| " + finding.severity().text() + " | " + markdown(TextReport.where(finding)) + " | "
                + markdown(prefix + finding.message()) + help + " | "
                + markdown(finding.rule().text()) + " |\n");
    }

    private void endTable() {
        if (inTable) {
            add("\n");
            inTable = false;
        }
    }

    private void add(String part) {
        int size = part.getBytes(StandardCharsets.UTF_8).length;
        if (bytes + size > limit) {
            left++;
            return;
        }
        bytes += size;
        text.append(part);
    }

    /** Every ASCII character that Markdown or HTML gives a meaning is written as an entity, which neither does. */
    static String markdown(String text) {
        StringBuilder markdown = new StringBuilder();
        VisibleText.of(text).codePoints().forEach(point -> {
            boolean plain = point > 0x7f || point == ' ' || Character.isLetterOrDigit(point);
            if (plain) {
                markdown.appendCodePoint(point);
            } else {
                markdown.append(String.format(Locale.ROOT, "&#%d;", point));
            }
        });
        return markdown.toString();
    }

    @Override
    public String toString() {
        return left == 0 ? text.toString() : text + "\n… and " + Plural.of(left, "line") + " more, in the log\n";
    }
}
