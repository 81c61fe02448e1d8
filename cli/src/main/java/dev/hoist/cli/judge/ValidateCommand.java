package dev.hoist.cli.judge;

import dev.hoist.cli.command.BaseOption;
import dev.hoist.cli.command.EarlyOption;
import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.HeadOption;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.guard.MetricsOption;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.report.ReportFormat.Content;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist validate}: judges one change, and accepts or refuses it. */
@Command(
        name = "validate",
        description = "Judges one change: may it land?",
        footer = {
            "",
            "Examples:",
            "  hoist validate                      the working tree",
            "  hoist validate --early              before a commit: time is no obstacle",
            "  hoist validate --base main --head my-branch --format json",
            "",
            "Exit codes: 0 accepted, 1 refused, 2 cannot judge."
        })
public final class ValidateCommand extends ExecutableCommand {
    @Mixin
    JudgeOptions options;

    @Mixin
    BaseOption base;

    @Mixin
    HeadOption head;

    @Option(
            names = "--each",
            description = "Also judge every first-parent commit of the change."
                    + " This is the default if CI says that head itself has landed.")
    boolean each;

    @Mixin
    EarlyOption early;

    @Mixin
    MetricsOption metrics;

    @Option(names = "--structure-only", description = "Judge only the files, without base and git.")
    boolean structureOnly;

    @Override
    public int run(Terminal terminal) throws IOException {
        Answer answer = options.answer(terminal, Content.CHANGE);
        Path repository = options.place.repository(terminal);
        Instant now = options.time.instant(terminal);
        Hoist hoist = structureOnly ? new Hoist() : metrics.hoist(terminal, repository);
        Verdict whole;
        List<Verdict> steps = List.of();
        if (structureOnly) {
            if (base.revision().isPresent() || head.revision().isPresent() || each) {
                throw new Misuse(
                        "--structure-only judges the files as they are, so it takes no --base, --head or --each",
                        "leave out one or the other");
            }
            whole = hoist.structure(repository, options.place.flags(terminal), now);
        } else {
            ValidateRequest request = new ValidateRequest(
                    repository,
                    options.place.flags(terminal),
                    base.revision(),
                    head.revision(),
                    now,
                    terminal.environment());
            List<Verdict> judged = each ? hoist.validateEach(request) : hoist.validateLanding(request);
            steps = judged.subList(0, judged.size() - 1).stream().map(early::on).toList();
            whole = early.on(judged.get(judged.size() - 1));
        }
        answer.judged(whole, steps);
        return ExitCode.of(whole.accepted() && steps.stream().allMatch(step -> step.accepted()));
    }
}
