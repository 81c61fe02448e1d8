package dev.hoist.cli.judge;

import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.report.ReportFiles;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.ReportFormat.Content;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that judge. */
@Command
final class JudgeOptions {
    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Mixin
    NowOption time = new NowOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            completionCandidates = FormatNames.class,
            description = {
                "The format of the answer: ${COMPLETION-CANDIDATES}. Default: text.",
                "A history has no sarif and no gitlab; only a history has csv."
            })
    String format = "text";

    @Option(
            names = "--report",
            paramLabel = "FORMAT=FILE",
            description = "Also write the answer to a file, such as junit=hoist.xml. May be repeated.")
    List<String> reports = List.of();

    /**
     * The places to which the answer goes. This must be called before anything is judged, because it removes the
     * reports of an earlier run.
     */
    Answer answer(Terminal terminal, Content subject) {
        ReportFormat asked =
                ReportFormat.named(format, subject).orElseThrow(() -> ReportFiles.unknown(format, subject));
        ReportFiles files = ReportFiles.parse(reports, terminal.directory(), subject, "--report");
        files.prepare();
        return new Answer(terminal, asked, files);
    }

    static Optional<String> revision(String option, @Nullable String value) {
        return Optional.ofNullable(value).map(text -> RepositoryOptions.given(option, text));
    }

    /** The names of all formats, for the help text and for completion. */
    static final class FormatNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ReportFormat.values()).map(ReportFormat::text).iterator();
        }
    }
}
