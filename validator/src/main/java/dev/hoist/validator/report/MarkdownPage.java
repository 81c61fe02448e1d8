package dev.hoist.validator.report;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Severity;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Writes verdicts and audits as Markdown, for a pull request's comment and for a CI product's summary page of a run. It
 * stays below the size limits of both and says how much was left out.
 */
public final class MarkdownPage {
    /** The most bytes that GitHub accepts in the summary of one step. */
    public static final long GITHUB_SUMMARY = 1 << 20;

    /** The most bytes that every product accepts in one comment. The lowest limit is GitHub's, 65,536 characters. */
    static final long COMMENT = 1 << 16;

    // for the line that counts what did not fit
    private static final int RESERVE = 200;

    private static final TextReport TEXT = new TextReport(AnsiStyle.PLAIN);

    private final StringBuilder text = new StringBuilder();
    private final long limit;
    private long bytes;
    private int left;

    /**
     * An empty page.
     *
     * @param limit the most bytes of the page in UTF-8
     */
    public MarkdownPage(long limit) {
        this.limit = limit - RESERVE;
    }

    /** Adds the verdict on one change and the verdicts on its commits. */
    public MarkdownPage judged(Verdict whole, List<Verdict> steps) {
        boolean accepted = whole.accepted() && steps.stream().allMatch(step -> step.accepted());
        String headline = whole.accepted() && !accepted ? "refused for a step on the way" : TextReport.headline(whole);
        add("## Hoist: " + Markdown.text(headline) + "\n\n");
        movements(whole);
        LabelledFinding.of(whole, steps).stream()
                .sorted(Comparator.comparing(remark -> remark.finding().severity()))
                .forEach(this::remark);
        for (Verdict step : steps) {
            add("- " + Markdown.text(LabelledFinding.step(step) + " " + TextReport.headline(step)) + "\n");
        }
        add((steps.isEmpty() ? "" : "\n")
                + Markdown.text("kind: " + TextReport.kind(whole)) + "<br>\n"
                + Markdown.text("base: " + TextReport.base(whole)) + "<br>\n"
                + Markdown.text("now: " + TextReport.now(whole)) + "\n");
        return this;
    }

    /** Adds one change of an audit. A change without findings uses no memory. */
    public MarkdownPage audited(AuditedChange change) {
        String name = ShortCommit.of(change.commit()) + " " + change.subject()
                + change.acknowledged()
                        .map(known -> " (" + TextReport.acknowledged(known) + ")")
                        .orElse("")
                + ": ";
        for (Finding finding : change.verdict().findings()) {
            if (finding.isError()) {
                add("- " + sentence(new LabelledFinding(finding, change.verdict(), name)) + "\n");
            }
        }
        return this;
    }

    public MarkdownPage audited(AuditTally tally) {
        add((text.length() == 0 ? "" : "\n") + "**Hoist audit: " + Markdown.text(tally.sentence()) + "**\n");
        return this;
    }

    /** Says that there is no verdict. */
    public MarkdownPage trouble(CannotJudgeReport trouble) {
        add("## Hoist cannot judge\n\n" + Markdown.text(trouble.message()) + "\n\nhelp: "
                + Markdown.text(trouble.help()) + "\n");
        return this;
    }

    private void movements(Verdict verdict) {
        if (verdict.movements().isEmpty()) {
            return;
        }
        add("| environment | flag | users who get it | about | next | back |\n| --- | --- | --- | --- | --- | --- |\n");
        for (Movement movement : verdict.movements()) {
            add("| " + Markdown.code(movement.environment())
                    + " | " + Markdown.code(movement.flag())
                    + " | " + Markdown.text(MovementLine.shares(movement))
                    + " | " + Markdown.text(MovementLine.users(movement).orElse(""))
                    + " | " + Markdown.text(MovementLine.next(movement, verdict).orElse(""))
                    + " | " + Markdown.text(MovementLine.back(movement, verdict).orElse("")) + " |\n");
        }
        add("\n");
    }

    private void remark(LabelledFinding remark) {
        StringBuilder part = new StringBuilder(sentence(remark)).append("\n\n");
        List<String> frame = frame(remark);
        if (!frame.isEmpty()) {
            part.append(Markdown.block(frame)).append('\n');
        }
        remark.finding()
                .help()
                .ifPresent(help ->
                        part.append("help: ").append(Markdown.text(help)).append("\n\n"));
        TextReport.passesFrom(remark.finding(), remark.verdict())
                .ifPresent(passes -> part.append(Markdown.text(passes)).append("\n\n"));
        add(part.toString());
    }

    /** A finding in one line: what is wrong, where, why, and by which rule. */
    static String sentence(LabelledFinding remark) {
        Finding finding = remark.finding();
        String severity = finding.severity() == Severity.ERROR ? "**error**" : "**warning**";
        return severity + " " + Markdown.code(TextReport.where(finding)) + " " + Markdown.text(remark.message()) + " ("
                + Markdown.code(finding.rule().text()) + ")";
    }

    private static List<String> frame(LabelledFinding remark) {
        StringBuilder frame = new StringBuilder();
        try {
            TEXT.frame(remark.finding(), frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return frame.toString().lines().toList();
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

    @Override
    public String toString() {
        return left == 0 ? text.toString() : text + "\n… and " + Plural.of(left, "item") + " more, in the log\n";
    }
}
