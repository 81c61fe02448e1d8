package dev.hoist.cli.plan;

import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.command.TextOrJsonOption;
import dev.hoist.cli.guard.MetricsOption;
import dev.hoist.cli.guard.ParticipationList;
import dev.hoist.guardrails.ParticipationSource;
import dev.hoist.operate.plan.Planner;
import dev.hoist.validator.ci.BaseFromCi;
import dev.hoist.validator.model.Experiment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of the commands that list flags and their next steps. */
@Command
final class FlagListOptions {
    @Parameters(arity = "0..*", paramLabel = "FLAG", description = "The flags; all if left out.")
    List<String> flags = List.of();

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "ENV",
            description = "The environment; all if left out.")
    @Nullable
    String environment;

    @Mixin
    PlanOptions plans = new PlanOptions();

    @Mixin
    MetricsOption metrics = new MetricsOption();

    @Mixin
    TextOrJsonOption format = new TextOrJsonOption();

    /**
     * Lists flags of the working tree. If the options say so, guardrails are read.
     *
     * @param json writes the answer as JSON
     * @param text writes the answer as text for people
     */
    String list(Terminal terminal, Function<Planner, String> json, Function<Planner, String> text) {
        Function<Planner, String> writes = format.isJson() ? json : text;
        return plans.plan(
                terminal,
                planner -> writes.apply(source(terminal)
                        .map(source -> planner.reading(source, flags, environment()))
                        .orElse(planner)));
    }

    /** The users who took part in experiments of the listed flags, if guardrails are read. */
    ParticipationList experiments(Terminal terminal, Planner planner) {
        List<Experiment> counted = ParticipationList.counted(planner.experiments(), flags);
        return new ParticipationList(
                counted.isEmpty()
                        ? List.of()
                        : source(terminal)
                                .flatMap(source -> planner.basePolicy()
                                        .map(policy -> source.participation(policy, counted, planner.now())))
                                .orElse(List.of()));
    }

    private Optional<ParticipationSource> source(Terminal terminal) {
        return metrics.source(terminal, plans.place.repository(terminal), BaseFromCi.isInside(terminal.environment()));
    }

    Optional<String> environment() {
        return Optional.ofNullable(environment);
    }
}
