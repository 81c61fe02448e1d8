package dev.hoist.maven;

import dev.hoist.report.ReportForm;
import dev.hoist.report.ReportRequest;
import dev.hoist.report.RepositoryLinks;
import dev.hoist.report.RolloutReport;
import dev.hoist.report.RolloutReports;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.disk.AtomicFile;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.jspecify.annotations.Nullable;

/** Writes one page about a rollout: where every flag stands, what happened and what comes next. */
@Mojo(name = "report", threadSafe = true, requiresProject = false)
public final class ReportMojo extends AbstractMojo implements MavenReport {
    private static final String PAGE = "hoist/rollout";

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

    /** The revision to describe. */
    @Parameter(property = "hoist.head", defaultValue = "HEAD")
    String head;

    /** The time to describe, such as 2026-11-24T08:00:00Z. Default: now. */
    @Parameter(property = "hoist.now")
    @Nullable
    String now;

    /** The format: html, json, or svg for a picture of the first screen. */
    @Parameter(property = "hoist.format", defaultValue = "html")
    String format;

    /**
     * The file to write; relative to the directory that the build was started in. Default: hoist/rollout with the ending
     * of the format, in the directory of the site's reports. The site itself always gets the page.
     */
    @Parameter(property = "hoist.out")
    @Nullable
    String out;

    /**
     * The repository's address at GitHub, GitLab, Bitbucket or Azure, for links to commits and files. Default: that of the
     * remote.
     */
    @Parameter(property = "hoist.repositoryUrl")
    @Nullable
    String repositoryUrl;

    /** Where the reports of the site go. */
    @Parameter(defaultValue = "${project.reporting.outputDirectory}", readonly = true)
    @Nullable
    File reportOutputDirectory;

    /** Skips all goals. */
    @Parameter(property = "hoist.skip", defaultValue = "false")
    boolean skip;

    /** Skips this goal. */
    @Parameter(property = "hoist.report.skip", defaultValue = "false")
    boolean skipReport;

    @Override
    public void execute() throws MojoExecutionException {
        if (skip || skipReport) {
            getLog().info("hoist: skipped");
            return;
        }
        if (!isFirstInSession()) {
            getLog().debug("hoist: reported already in this build");
            return;
        }
        ReportForm form = ReportForm.named(format)
                .orElseThrow(() -> new MojoExecutionException("hoist.format \"" + VisibleText.of(format)
                        + "\" is unknown; there are " + String.join(", ", ReportForm.names())));
        Path file = given(out)
                .map(name -> Path.of(session.getExecutionRootDirectory()).resolve(name))
                .orElseGet(() -> inSite(form));
        write(form, file);
    }

    /** Writes the report page into a site. */
    @Override
    public void generate(Sink sink, Locale locale) throws MavenReportException {
        try {
            write(ReportForm.HTML, inSite(ReportForm.HTML));
        } catch (MojoExecutionException e) {
            throw new MavenReportException(e.getMessage(), e);
        }
    }

    private void write(ReportForm form, Path file) throws MojoExecutionException {
        if (!repo.isDirectory()) {
            throw new MojoExecutionException("hoist.repo \"" + repo + "\" is no directory");
        }
        try {
            RolloutReport report =
                    RolloutReports.of(new ReportRequest(repo.toPath(), flags, head, instant(), Optional.empty()));
            String text = form.write(report, links());
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            AtomicFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
            getLog().info("hoist: wrote " + file);
        } catch (CannotJudge e) {
            throw new MojoExecutionException(
                    "cannot report: " + VisibleText.of(String.valueOf(e.getMessage())) + "; help: "
                            + VisibleText.of(e.help()),
                    e);
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "cannot report: \"" + file + "\" cannot be written: " + DiskReason.of(e), e);
        }
    }

    private RepositoryLinks links() {
        return given(repositoryUrl)
                .or(() -> new Hoist().remoteUrl(repo.toPath(), flags))
                .map(RepositoryLinks::of)
                .orElse(RepositoryLinks.NONE);
    }

    private Path inSite(ReportForm form) {
        Path site = reportOutputDirectory == null
                ? Path.of(session.getExecutionRootDirectory(), "target", "site")
                : reportOutputDirectory.toPath();
        return site.resolve(PAGE + "." + form.text());
    }

    // every module of a build may have the goal, and all of them describe the same repository
    private boolean isFirstInSession() {
        Map<String, Object> context = session.getPluginContext(
                execution.getMojoDescriptor().getPluginDescriptor(), session.getTopLevelProject());
        return context.putIfAbsent(
                        String.join(
                                "\n",
                                "report",
                                repo.getPath(),
                                flags,
                                head,
                                format,
                                given(out).orElse("")),
                        true)
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

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    @Override
    @SuppressWarnings("deprecation") // sites made by older plugins ask for nothing else
    public String getOutputName() {
        return PAGE;
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale locale) {
        return "Rollout";
    }

    @Override
    public String getDescription(Locale locale) {
        return "Where every feature flag stands, what happened and what comes next.";
    }

    @Override
    public void setReportOutputDirectory(File directory) {
        reportOutputDirectory = directory;
    }

    @Override
    public @Nullable File getReportOutputDirectory() {
        return reportOutputDirectory;
    }

    @Override
    public boolean isExternalReport() {
        return true;
    }

    @Override
    public boolean canGenerateReport() {
        return !skip && !skipReport;
    }
}
