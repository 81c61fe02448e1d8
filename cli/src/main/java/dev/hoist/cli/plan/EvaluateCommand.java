package dev.hoist.cli.plan;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.command.TextOrJsonOption;
import dev.hoist.operate.evaluation.Evaluation;
import dev.hoist.operate.evaluation.EvaluationReport;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.interpreter.EvaluationContext;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist evaluate}: shows which flags and variants one user gets. */
@Command(
        name = "evaluate",
        description = "Says what one user gets, and why, from the flags as they are written.",
        footer = {
            "",
            "Examples:",
            "  hoist evaluate use_new_checkout -e production --key user-42 --ring beta",
            "",
            "Exit codes: 0 said, 2 cannot say."
        })
public final class EvaluateCommand extends ExecutableCommand {
    @Parameters(arity = "0..*", paramLabel = "FLAG", description = "The flags and experiments; all if left out.")
    List<String> flags = List.of();

    @Option(
            names = {"-e", "--environment"},
            required = true,
            paramLabel = "ENV",
            description = "The environment.")
    String environment = "";

    @Option(names = "--key", required = true, paramLabel = "ID", description = "The user's targeting key.")
    String key = "";

    @Option(names = "--ring", paramLabel = "RING", description = "The user's ring; the outermost if left out.")
    @Nullable
    String ring;

    @Option(
            names = "--server",
            paramLabel = "SERVER",
            description = "The server that serves the user; one that the policy does not name if left out.")
    @Nullable
    String server;

    @Option(names = "--at", paramLabel = "REV", description = "The commit to read; the working tree if left out.")
    @Nullable
    String at;

    /** Without effect, because the answer always gives the reason. */
    @Option(names = "--explain", hidden = true)
    boolean explain;

    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Mixin
    NowOption time = new NowOption();

    @Mixin
    TextOrJsonOption format = new TextOrJsonOption();

    @Override
    public int run(Terminal terminal) throws IOException {
        boolean json = format.isJson();
        EvaluationContext context =
                new EvaluationContext(Optional.of(key), Optional.ofNullable(ring), Optional.ofNullable(server));
        Optional<String> revision = Optional.ofNullable(at).map(text -> RepositoryOptions.given("--at", text));
        terminal.out()
                .append(
                        revision.isPresent()
                                ? new Hoist()
                                        .propose(
                                                new ValidateRequest(
                                                        place.repository(terminal),
                                                        place.flags(terminal),
                                                        revision,
                                                        revision,
                                                        time.instant(terminal),
                                                        Map.of()),
                                                proposal -> answer(
                                                        proposal.head(), proposal.headName(), context, json, terminal))
                                : answer(
                                        new Hoist()
                                                .standing(
                                                        place.repository(terminal),
                                                        place.flags(terminal),
                                                        time.instant(terminal))
                                                .tree(),
                                        Verdict.WORKTREE,
                                        context,
                                        json,
                                        terminal));
        return ExitCode.ACCEPTED;
    }

    private String answer(FlagTree tree, String revision, EvaluationContext context, boolean json, Terminal terminal) {
        Evaluation evaluation = Evaluation.of(tree, environment, flags, context);
        return json ? EvaluationReport.json(evaluation, revision) : EvaluationReport.text(evaluation, terminal.style());
    }
}
