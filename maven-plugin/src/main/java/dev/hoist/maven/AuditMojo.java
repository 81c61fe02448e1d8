package dev.hoist.maven;

import dev.hoist.validator.AuditRequest;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.AuditReport;
import dev.hoist.validator.report.AuditTally;
import dev.hoist.validator.report.ReportFiles;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.ReportFormat.Content;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Judges every first-parent change of a history, each at its own time. */
@Mojo(name = "audit", threadSafe = true, requiresProject = false)
public final class AuditMojo extends JudgingMojo {
    /** Judges the changes after this one; all of them if left out. */
    @Parameter(property = "hoist.from")
    @Nullable
    String from;

    /** The newest change to judge. Default: HEAD. */
    @Parameter(property = "hoist.to")
    @Nullable
    String to;

    /** Skips this goal. */
    @Parameter(property = "hoist.audit.skip", defaultValue = "false")
    boolean skipAudit;

    @Override
    boolean skipsGoal() {
        return skipAudit;
    }

    @Override
    String question() {
        return from + "\n" + to;
    }

    @Override
    Content subject() {
        return Content.HISTORY;
    }

    @Override
    void judge(ReportFiles files, Instant instant) throws IOException, MojoExecutionException, MojoFailureException {
        AuditRequest request = new AuditRequest(repository(), flags, given(from), given(to), instant);
        AuditTally tally = new AuditTally();
        try (AuditReport report = files.audit()) {
            hoist().audit(
                            request,
                            change -> {
                                tally.count(change);
                                try {
                                    report.change(change);
                                    log(change);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            },
                            (done, total) -> {});
            if (tally.changes() == 0 && given(from).isEmpty()) {
                throw new CannotJudge(
                        "the history has no change to \"" + flags + "\"", "name the flags directory with hoist.flags");
            }
            report.end(tally);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        log(tally.accepted(), tally.sentence());
        if (!tally.accepted()) {
            throw new MojoFailureException(tally.sentence());
        }
    }

    private void log(AuditedChange change) throws IOException {
        StringBuilder text = new StringBuilder();
        try (AuditReport one = ReportFormat.TEXT.report(AnsiStyle.PLAIN).audit(text)) {
            one.change(change);
        }
        log(!change.countsAgainst(), text.toString().stripTrailing());
    }
}
