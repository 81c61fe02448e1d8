package dev.hoist.cli.judge;

import dev.hoist.cli.command.BaseOption;
import dev.hoist.cli.command.EarlyOption;
import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.HeadOption;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.guard.MetricsOption;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.report.DiffFormat;
import java.io.IOException;
import java.util.Iterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist diff}: shows what a change does to users. */
@Command(
        name = "diff",
        description = "Shows what a change does to users: who gains, who loses, how many, and what it waits for.",
        footer = {
            "",
            "If no environment differs, text and Markdown are empty.",
            "",
            "Examples:",
            "  hoist diff                          what the working tree does",
            "  hoist diff --base main --head raise --format markdown",
            "",
            "Exit codes: 0 accepted, 1 refused, 2 cannot judge."
        })
public final class DiffCommand extends ExecutableCommand {
    @Mixin
    RepositoryOptions place;

    @Mixin
    BaseOption base;

    @Mixin
    HeadOption head;

    @Mixin
    NowOption time;

    @Mixin
    EarlyOption early;

    @Mixin
    MetricsOption metrics;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            completionCandidates = Formats.class,
            description = "The format of the answer: text, json or markdown. Default: text.")
    String format = "text";

    /** The formats, for completion. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DiffFormat.names().iterator();
        }
    }

    @Override
    public int run(Terminal terminal) throws IOException {
        DiffFormat form = format();
        Diff diffed = early.on(metrics.hoist(terminal, place.repository(terminal))
                .diff(new ValidateRequest(
                        place.repository(terminal),
                        place.flags(terminal),
                        base.revision(),
                        head.revision(),
                        time.instant(terminal),
                        terminal.environment())));
        form.report(terminal.style()).write(diffed, terminal.out());
        if (diffed.isEmpty() && !diffed.verdict().accepted() && form != DiffFormat.JSON) {
            terminal.out().flush();
            terminal.err().println("hoist: refused, though nobody gains or loses a flag");
            terminal.err().println("  = help: \"hoist validate\" says what is wrong");
        }
        return ExitCode.of(diffed.verdict().accepted());
    }

    private DiffFormat format() {
        return DiffFormat.named(format).orElseThrow(() -> Misuse.unknownFormat(format, DiffFormat.names()));
    }
}
