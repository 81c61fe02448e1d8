package dev.hoist.cli.judge;

import dev.hoist.cli.command.BaseOption;
import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.HeadOption;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.report.DiffFormat;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist diff}: what a change does to users. */
@Command(
        name = "diff",
        description = "Shows what a change does to users: who gains, who loses, how many, and what it waits for.",
        footer = {
            "",
            "If nothing moves, text and Markdown are empty.",
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

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "The format of the answer: text, json or markdown. Default: text.")
    String format = "text";

    @Override
    public int run(Terminal terminal) throws IOException {
        DiffFormat form = format();
        Diff diffed = new Hoist()
                .diff(new ValidateRequest(
                        place.repository(terminal),
                        place.flags(),
                        base.revision(),
                        head.revision(),
                        time.instant(terminal),
                        terminal.environment()));
        form.report(terminal.style()).write(diffed, terminal.out());
        if (diffed.isEmpty() && !diffed.verdict().accepted() && form != DiffFormat.JSON) {
            terminal.out().flush();
            terminal.err().println("hoist: refused, though nobody gains or loses a flag");
            terminal.err().println("  = help: \"hoist validate\" says what is wrong");
        }
        return ExitCode.of(diffed.verdict().accepted());
    }

    private DiffFormat format() {
        return DiffFormat.named(format)
                .orElseThrow(() -> new Misuse(
                        "no format \"" + format + "\"",
                        Spelling.didYouMean(format, DiffFormat.names())
                                .orElse("there are " + String.join(", ", DiffFormat.names()))));
    }
}
