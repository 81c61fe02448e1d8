package dev.hoist.cli;

import dev.hoist.cli.command.JobSummaryFile;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.CannotJudgeReport;
import dev.hoist.validator.report.MarkdownPage;
import dev.hoist.validator.report.ReportFiles;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.ReportFormat.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes reports for a call that fails before its options are parsed. It takes the names of the reports from the raw
 * arguments. Each report then says that nothing was judged, and no old report remains.
 */
final class FailureReports {
    private final Terminal terminal;
    private final Optional<ReportFormat> format;
    private final ReportFiles files;
    private final String flags;

    private FailureReports(Terminal terminal, Optional<ReportFormat> format, ReportFiles files, String flags) {
        this.terminal = terminal;
        this.format = format;
        this.files = files;
        this.flags = flags;
    }

    static FailureReports of(Terminal terminal, String... arguments) {
        Optional<Content> subject = subject(arguments);
        List<String> flags = values("--flags", arguments);
        return new FailureReports(
                terminal,
                subject.flatMap(some -> values("--format", arguments).stream()
                        .flatMap(name -> ReportFormat.named(name, some).stream())
                        .findFirst()),
                ReportFiles.parseWhatMakesSense(
                        subject.isPresent() ? values("--report", arguments) : List.of(),
                        terminal.directory(),
                        subject.orElse(Content.CHANGE)),
                flags.isEmpty() ? RepositoryOptions.DEFAULT_FLAGS : flags.get(0));
    }

    private static Optional<Content> subject(String... arguments) {
        return switch (arguments.length == 0 ? "" : arguments[0]) {
            case "validate" -> Optional.of(Content.CHANGE);
            case "audit" -> Optional.of(Content.HISTORY);
            default -> Optional.empty();
        };
    }

    private static List<String> values(String option, String... arguments) {
        List<String> values = new ArrayList<>();
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].startsWith(option + "=")) {
                values.add(arguments[at].substring(option.length() + 1));
            } else if (arguments[at].equals(option) && at + 1 < arguments.length) {
                values.add(arguments[++at]);
            }
        }
        return values;
    }

    /**
     * Writes that nothing was judged. In the text format it writes nothing, because people read the message on standard
     * error.
     */
    void cannotJudge(String message, String help) throws IOException {
        CannotJudgeReport trouble = CannotJudgeReport.under(flags, message, help);
        if (format.isPresent() && format.get() != ReportFormat.TEXT) {
            format.get().report(AnsiStyle.PLAIN).trouble(trouble, terminal.out());
            terminal.out().flush();
        }
        files.trouble(trouble);
        if (format.equals(Optional.of(ReportFormat.GITHUB))) {
            JobSummaryFile summary = JobSummaryFile.of(terminal);
            summary.append(new MarkdownPage(summary.room()).trouble(trouble));
        }
    }
}
