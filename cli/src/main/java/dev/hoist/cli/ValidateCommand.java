package dev.hoist.cli;

import dev.hoist.validator.Judged;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.report.ReportFormat.Content;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code hoist validate}: one change, accepted or refused. */
@Command(
        name = "validate",
        description = "Judges one change: may it land?",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", "Exit codes: 0 accepted, 1 refused, 2 cannot judge."})
final class ValidateCommand implements Callable<Integer> {
    @ParentCommand
    HoistCommand hoist;

    @Mixin
    JudgeOptions options;

    @Option(
            names = "--base",
            paramLabel = "REV",
            description = "What the change is made to; if left out HOIST_BASE, else what the CI product says,"
                    + " else the remote's default branch.")
    @Nullable
    String base;

    @Option(names = "--head", paramLabel = "REV", description = "What changes it; the working tree if left out.")
    @Nullable
    String head;

    @Option(
            names = "--each",
            description = "Judge every first-parent commit on the way as well;"
                    + " done unasked where CI says that head itself has landed.")
    boolean each;

    @Option(names = "--structure-only", description = "Judge the files alone: needs no base and no git.")
    boolean structureOnly;

    @Mixin
    CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = hoist.terminal;
        Answer answer = options.answer(terminal, Content.CHANGE);
        Path repository = options.repository(terminal);
        Instant now = options.now(terminal);
        Judged whole;
        List<Judged> steps = List.of();
        if (structureOnly) {
            if (base != null || head != null || each) {
                throw new Misuse(
                        "--structure-only judges the files as they are, so it takes no --base, --head or --each",
                        "leave out one or the other");
            }
            whole = hoist.judge.structure(repository, options.flags(), now);
        } else {
            ValidateRequest request = new ValidateRequest(
                    repository,
                    options.flags(),
                    JudgeOptions.revision("--base", base),
                    JudgeOptions.revision("--head", head),
                    now,
                    terminal.environment());
            List<Judged> judged = each ? hoist.judge.validateEach(request) : hoist.judge.validate(request);
            steps = judged.subList(0, judged.size() - 1);
            whole = judged.get(judged.size() - 1);
        }
        answer.judged(whole, steps);
        return ExitCode.of(whole.verdict().accepted()
                && steps.stream().allMatch(step -> step.verdict().accepted()));
    }
}
