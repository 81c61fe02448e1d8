package dev.hoist.maven;

import dev.hoist.validator.Hoist;
import dev.hoist.validator.report.CannotJudgeReport;
import dev.hoist.validator.report.ReportFiles;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.ReportFormat.Content;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The shared part of the goals that judge: the repository, the time, and the output of the answer. In one session, the
 * same change is judged only once.
 */
abstract class JudgingMojo extends AbstractMojo {
    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    MojoExecution execution;

    /** A directory in the repository; the one that the build was started in if left out. */
    @Parameter(property = "hoist.repo", defaultValue = "${session.executionRootDirectory}")
    File repo;

    /** The flags directory, relative to the repository's root. */
    @Parameter(property = "hoist.flags", defaultValue = "flags")
    String flags;

    /** The time to judge at, such as 2026-11-24T08:00:00Z. Default: now. */
    @Parameter(property = "hoist.now")
    @Nullable
    String now;

    /** The format of the report file, such as json or junit. {@code docs/reference/output-formats.md} lists the formats. */
    @Parameter(property = "hoist.format", defaultValue = "text")
    String format;

    /** A file to write the answer to as well. */
    @Parameter(property = "hoist.reportFile")
    @Nullable
    File reportFile;

    /**
     * Files to write the answer to as well, each with its format, as in sarif=target/hoist.sarif; relative to the directory that
     * the build was started in.
     */
    @Parameter(property = "hoist.reports")
    @Nullable
    List<String> reports;

    /** Skips all goals. */
    @Parameter(property = "hoist.skip", defaultValue = "false")
    boolean skip;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || skipsGoal()) {
            getLog().info("hoist: skipped");
            return;
        }
        if (!isFirstInSession()) {
            getLog().debug("hoist: judged already in this build");
            return;
        }
        try {
            if (ReportFormat.named(format, subject()).isEmpty()) {
                throw ReportFiles.unknown(format, subject());
            }
            ReportFiles files = ReportFiles.parse(specs(), directory(), subject(), "hoist.reports");
            files.inNewDirectories().prepare();
            judge(files, instant());
        } catch (CannotJudge e) {
            tellWhoAwaitsAReport(e);
            throw new MojoExecutionException(
                    "cannot judge: " + VisibleText.of(String.valueOf(e.getMessage())) + "; help: "
                            + VisibleText.of(e.help()),
                    e);
        } catch (IOException e) {
            throw new MojoExecutionException("cannot judge: the report file cannot be written: " + e.getMessage(), e);
        }
    }

    // whoever reads the files must not find what an earlier build left
    private void tellWhoAwaitsAReport(CannotJudge e) {
        try {
            ReportFiles.parseWhatMakesSense(specs(), directory(), subject())
                    .trouble(CannotJudgeReport.under(flags, String.valueOf(e.getMessage()), e.help()));
        } catch (CannotJudge unwritable) {
            e.addSuppressed(unwritable);
        }
    }

    /** The report files that the parameters ask for, including the one that has its own parameter. */
    private List<String> specs() {
        List<String> specs = new ArrayList<>(reports == null ? List.of() : reports);
        if (reportFile != null) {
            specs.add(format + "=" + reportFile.getAbsolutePath());
        }
        return specs;
    }

    /** Whether the parameters ask for a report file. */
    boolean writesFiles() {
        return !specs().isEmpty();
    }

    private Path directory() {
        return Path.of(session.getExecutionRootDirectory());
    }

    /** What the answer is about. */
    abstract Content subject();

    /** Whether the goal's own property skips the goal. */
    abstract boolean skipsGoal();

    /** A text with the other parameters that affect the answer. It distinguishes one question from another. */
    abstract String question();

    abstract void judge(ReportFiles files, Instant instant)
            throws IOException, MojoExecutionException, MojoFailureException;

    // every module of a build may have the goal, and they all ask the same
    private boolean isFirstInSession() {
        Map<String, Object> context = session.getPluginContext(
                execution.getMojoDescriptor().getPluginDescriptor(), session.getTopLevelProject());
        return context.putIfAbsent(String.join("\n", execution.getGoal(), repo.getPath(), flags, question()), true)
                == null;
    }

    private Instant instant() throws MojoExecutionException {
        if (now == null) {
            return Instant.now();
        }
        try {
            return OffsetDateTime.parse(now).toInstant();
        } catch (DateTimeException e) {
            throw new MojoExecutionException(
                    "hoist.now \"" + VisibleText.of(now) + "\" is no instant; write it as in 2026-11-24T08:00:00Z", e);
        }
    }

    Path repository() throws MojoExecutionException {
        if (!repo.isDirectory()) {
            throw new MojoExecutionException("hoist.repo \"" + repo + "\" is no directory");
        }
        return repo.toPath();
    }

    static Hoist hoist() {
        return new Hoist();
    }

    /** The text of a parameter. An empty text counts as left out. */
    static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    void log(boolean accepted, String text) {
        for (String line : text.split("\n", -1)) {
            if (accepted) {
                getLog().info(line);
            } else {
                getLog().error(line);
            }
        }
    }
}
