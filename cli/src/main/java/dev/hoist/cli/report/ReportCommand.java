package dev.hoist.cli.report;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.guard.MetricsOption;
import dev.hoist.report.ReportForm;
import dev.hoist.report.ReportRequest;
import dev.hoist.report.RepositoryLinks;
import dev.hoist.report.RolloutReport;
import dev.hoist.report.RolloutReports;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.disk.AtomicFile;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.guardrail.ReadingSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist report}: writes one page that shows where every flag stands. */
@Command(
        name = "report",
        description = "Writes one page about a rollout: where every flag stands, what happened and what comes next.",
        footer = {
            "",
            "Exit codes: 0 written, 2 cannot write it.",
            "",
            "Examples:",
            "  hoist report --out rollout.html",
            "  hoist report --format svg --out rollout.svg"
        })
public final class ReportCommand extends ExecutableCommand {
    @Option(names = "--out", paramLabel = "FILE", description = "The file to write. Default: standard output.")
    @Nullable
    String out;

    @Option(names = "--head", paramLabel = "REV", description = "The revision to describe. Default: HEAD.")
    @Nullable
    String head;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "html",
            description = "html, json, or svg for a picture of the first screen. Default: html.")
    String format = "html";

    @Option(
            names = "--repository-url",
            paramLabel = "URL",
            description = "The repository's address at GitHub, GitLab, Bitbucket or Azure, for links to commits and"
                    + " files. Default: the remote's.")
    @Nullable
    String repositoryUrl;

    @Option(
            names = "--metrics",
            paramLabel = "WHERE",
            defaultValue = "off",
            description = "Where guardrails are read: on asks the metrics server of the policy, a file holds what"
                    + " \"hoist guard --format json\" wrote, off reads none. Default: off.")
    String metrics = "off";

    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Mixin
    NowOption time = new NowOption();

    @Override
    public int run(Terminal terminal) throws IOException {
        ReportForm form = ReportForm.named(format).orElseThrow(() -> Misuse.unknownFormat(format, ReportForm.names()));
        Path repository = place.repository(terminal);
        String revision = head == null ? "HEAD" : RepositoryOptions.given("--head", head);
        Optional<Path> file = Optional.ofNullable(out).map(name -> terminal.path("--out", name, "name a file"));
        RolloutReport report = RolloutReports.of(new ReportRequest(
                repository,
                place.flags(terminal),
                revision,
                time.instant(terminal),
                MetricsOption.of(metrics).source(terminal, repository, false).map(ReadingSource.class::cast)));
        String text = form.write(report, links(repository, terminal));
        if (file.isEmpty()) {
            terminal.out().append(text);
            return ExitCode.ACCEPTED;
        }
        write(file.get(), text);
        terminal.out().append("wrote ").append(String.valueOf(out)).append('\n');
        return ExitCode.ACCEPTED;
    }

    private RepositoryLinks links(Path repository, Terminal terminal) {
        return Optional.ofNullable(repositoryUrl)
                .or(() -> new Hoist().remoteUrl(repository, place.flags(terminal)))
                .map(RepositoryLinks::of)
                .orElse(RepositoryLinks.NONE);
    }

    private void write(Path file, String text) {
        try {
            AtomicFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Misuse(
                    "--out \"" + out + "\" cannot be written: " + DiskReason.of(e), "name a file that can be written");
        }
    }
}
