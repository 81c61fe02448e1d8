package dev.hoist.cli.judge;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.AuditRequest;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.report.AuditReport;
import dev.hoist.validator.report.AuditTally;
import dev.hoist.validator.report.ReportFormat.Content;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist audit}: judges every change of a history, each at its own time. */
@Command(
        name = "audit",
        description = "Judges every first-parent change of a history, each at its own time.",
        footer = {
            "",
            "Examples:",
            "  hoist audit                         the whole line of HEAD",
            "  hoist audit --from v1 --format csv --report junit=audit.xml",
            "",
            "Exit codes: 0 accepted, 1 refused, 2 cannot judge."
        })
public final class AuditCommand extends ExecutableCommand {
    @Mixin
    JudgeOptions options;

    @Option(names = "--from", paramLabel = "REV", description = "Judge the changes after this revision. Default: all.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "REV", description = "The newest change to judge. Default: HEAD.")
    @Nullable
    String to;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Where to leave what the next audit need not find out again, and to take what the last one left;"
                            + " what lies there is believed.")
    @Nullable
    String cache;

    @Override
    public int run(Terminal terminal) throws IOException {
        Answer answer = options.answer(terminal, Content.HISTORY);
        Optional<String> after = JudgeOptions.revision("--from", from);
        AuditRequest request = new AuditRequest(
                options.place.repository(terminal),
                options.place.flags(terminal),
                after,
                JudgeOptions.revision("--to", to),
                options.time.instant(terminal),
                Optional.ofNullable(cache).flatMap(directory -> CacheDirectory.of("--cache", directory, terminal)));
        AuditTally tally = new AuditTally();
        try (ProgressLine progress = new ProgressLine(terminal);
                AuditReport report = answer.audit()) {
            new Hoist()
                    .audit(
                            request,
                            change -> {
                                tally.count(change);
                                progress.clear();
                                try {
                                    report.change(change);
                                    if (terminal.outIsTerminal()) {
                                        terminal.out().flush();
                                    }
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            },
                            progress::judged);
            progress.clear();
            if (tally.changes() == 0 && after.isEmpty()) {
                throw new CannotJudge(
                        "no change to judge: the history has no flags directory \"" + options.place.flags(terminal)
                                + "\"",
                        "name it with --flags");
            }
            report.end(tally);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return ExitCode.of(tally.accepted());
    }
}
