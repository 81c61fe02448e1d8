package dev.hoist.cli.judge;

import dev.hoist.cli.command.JobSummaryFile;
import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.report.AuditReport;
import dev.hoist.validator.report.AuditTally;
import dev.hoist.validator.report.MarkdownPage;
import dev.hoist.validator.report.ReportFiles;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes an answer to standard output, to files and to the summary of a GitHub job. */
final class Answer {
    private final Terminal terminal;
    private final ReportFormat format;
    private final ReportFiles files;

    Answer(Terminal terminal, ReportFormat format, ReportFiles files) {
        this.terminal = terminal;
        this.format = format;
        this.files = files;
    }

    /**
     * Writes the verdict on one change.
     *
     * @param steps the verdicts on its first-parent commits, oldest first; empty if only the whole change was judged
     */
    void judged(Verdict whole, List<Verdict> steps) throws IOException {
        // standard output last, so that it holds one document also where a file cannot be written
        files.judged(whole, steps);
        format.report(terminal.style()).judged(whole, steps, terminal.out());
        JobSummaryFile summary = summary();
        summary.append(new MarkdownPage(summary.room()).judged(whole, steps));
    }

    /** Starts the report of an audit. */
    AuditReport audit() throws IOException {
        JobSummaryFile summary = summary();
        return AuditReport.all(List.of(
                files.audit(),
                format.report(terminal.style()).audit(terminal.out()),
                new SummarisedAudit(summary, new MarkdownPage(summary.room()))));
    }

    private JobSummaryFile summary() {
        return format == ReportFormat.GITHUB ? JobSummaryFile.of(terminal) : new JobSummaryFile(Optional.empty());
    }

    private record SummarisedAudit(JobSummaryFile file, MarkdownPage page) implements AuditReport {
        @Override
        public void change(AuditedChange change) {
            page.audited(change);
        }

        @Override
        public void end(AuditTally tally) {
            file.append(page.audited(tally));
        }

        @Override
        public void close() {}
    }
}
