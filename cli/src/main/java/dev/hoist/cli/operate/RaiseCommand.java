package dev.hoist.cli.operate;

import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.guard.MetricsOption;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Raising;
import dev.hoist.operate.edit.Sources;
import dev.hoist.operate.plan.NextMove;
import dev.hoist.operate.plan.RolloutState;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ci.BaseFromCi;
import dev.hoist.validator.rollout.Step;
import dev.hoist.validator.verdict.CannotJudge;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist raise}: raises a flag by one step. */
@Command(
        name = "raise",
        description = "Raises a flag by one step, where the judge accepts it.",
        footer = {
            "",
            "Examples:",
            "  hoist raise use_new_checkout -e production --commit --push",
            "",
            "Exit codes: 0 done or nothing to do, 1 refused and nothing written, 2 cannot."
        })
public final class RaiseCommand extends EditCommand {
    @Parameters(paramLabel = "FLAG", description = "The flag, by key.")
    String flag;

    @Mixin
    EnvironmentOption environment;

    @Option(
            names = "--to",
            paramLabel = "STEP",
            description = "25, beta=50, server=NAME or region=NAME; the next rung if left out.")
    @Nullable
    String to;

    @Mixin
    MetricsOption metrics = new MetricsOption();

    @Override
    Hoist hoist(Terminal terminal) {
        return metrics.hoist(
                terminal,
                options.place.repository(terminal),
                options.push || BaseFromCi.isInside(terminal.environment()));
    }

    @Override
    String name() {
        return "raise";
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        Optional<Step> step = to == null ? next(sources, repository) : Optional.of(Step.parse(to));
        return step.map(some -> Raising.of(sources, flag, environment.name, some))
                .orElseGet(Operation::nothing);
    }

    /** The next step; empty if every user has the flag already. */
    private Optional<Step> next(Sources sources, RepositoryView repository) {
        String key = sources.file(flag).flag().name();
        NextMove move = repository.next(key, sources.environment(environment.name));
        if (move.step().isEmpty() && move.state() != RolloutState.COMPLETE) {
            throw new CannotJudge(
                    "no next step of \"" + key + "\" in " + environment.name + " can be named"
                            + move.reasons().stream()
                                    .findFirst()
                                    .map(reason -> ": " + reason.message())
                                    .orElse(""),
                    "name one with --to, as in \"--to 25\" or \"--to beta=50\"");
        }
        return move.step();
    }
}
