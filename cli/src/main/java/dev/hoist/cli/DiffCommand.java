package dev.hoist.cli;

import dev.hoist.validator.Diffed;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.report.DiffFormat;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code hoist diff}: what a change does to users. */
@Command(
        name = "diff",
        description = "Tells what a change does to users: who gains, who loses, how many, what it waits for.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Where nothing moves, text and Markdown are empty.",
            "Exit codes: 0 accepted, 1 refused, 2 cannot judge."
        })
final class DiffCommand implements Callable<Integer> {
    @ParentCommand
    HoistCommand hoist;

    @Mixin
    RepositoryOptions place;

    @Option(
            names = "--base",
            paramLabel = "REV",
            description = "What the change is made to; found as validate finds it if left out.")
    @Nullable
    String base;

    @Option(names = "--head", paramLabel = "REV", description = "What changes it; the working tree if left out.")
    @Nullable
    String head;

    @Mixin
    NowOption time;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to write the answer: text, json or markdown; text if left out.")
    String format = "text";

    @Mixin
    CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = hoist.terminal;
        DiffFormat form = format();
        Diffed diffed = hoist.judge.diff(new ValidateRequest(
                place.repository(terminal),
                place.flags(),
                JudgeOptions.revision("--base", base),
                JudgeOptions.revision("--head", head),
                time.instant(terminal),
                terminal.environment()));
        form.report(terminal.look()).write(diffed, terminal.out());
        if (diffed.diff().isEmpty() && !diffed.diff().verdict().accepted() && form != DiffFormat.JSON) {
            terminal.out().flush();
            terminal.err().println("hoist: refused, though nobody gains or loses a flag");
            terminal.err().println("  = help: \"hoist validate\" says what is wrong");
        }
        return ExitCode.of(diffed.diff().verdict().accepted());
    }

    private DiffFormat format() {
        return DiffFormat.named(format)
                .orElseThrow(() -> new Misuse(
                        "no format \"" + format + "\"",
                        Spelling.didYouMean(format, DiffFormat.names())
                                .orElse("there are " + String.join(", ", DiffFormat.names()))));
    }
}
