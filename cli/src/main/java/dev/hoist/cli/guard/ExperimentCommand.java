package dev.hoist.cli.guard;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.command.TextOrJsonOption;
import dev.hoist.guardrails.Participation;
import dev.hoist.guardrails.Participation.State;
import dev.hoist.guardrails.ParticipationQuery;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.judge.GuardedFlags;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.report.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code hoist experiment}: counts the users who took part in experiments, and tells whether they are divided as
 * planned and are enough.
 */
@Command(
        name = "experiment",
        description = "Counts who took part in experiments, and says whether that is even and enough.",
        footer = {
            "",
            "Examples:",
            "  hoist experiment                       all that run",
            "  hoist experiment recovery_feature_value --format json",
            "",
            "Exit codes: 0 enough and even, 1 a sample-ratio mismatch, 2 not enough, no data, or cannot."
        })
public final class ExperimentCommand extends ExecutableCommand {
    @Parameters(paramLabel = "KEY", arity = "0..*", description = "The experiments, by key. Default: those that run.")
    List<String> keys = List.of();

    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Mixin
    NowOption time = new NowOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "The format of the answer: text or json. Default: text.")
    String format = "text";

    @Override
    public int run(Terminal terminal) throws IOException {
        boolean isJson = TextOrJsonOption.isJson(format);
        Instant now = time.instant(terminal);
        List<Participation> all = new Hoist()
                .guarded(
                        place.repository(terminal),
                        place.flags(terminal),
                        now,
                        some -> new ParticipationQuery(terminal.environment()).ask(some.policy(), chosen(some), now));
        ParticipationList list = new ParticipationList(all);
        terminal.out()
                .append(
                        isJson
                                ? new JsonObject().text("now", now.toString()).json("experiments", list.json()) + "\n"
                                : all.isEmpty() ? "no experiment runs\n" : list.text());
        if (all.stream().anyMatch(one -> one.state() == State.MISMATCH)) {
            return 1;
        }
        return all.stream().allMatch(one -> one.state() == State.PASS) ? 0 : 2;
    }

    private List<Experiment> chosen(GuardedFlags some) {
        List<Experiment> all = some.experiments();
        List<String> known = all.stream().map(Experiment::name).toList();
        for (String key : keys) {
            if (!known.contains(key)) {
                throw new Misuse(
                        "there is no experiment \"" + key + "\"",
                        Spelling.didYouMean(key, known)
                                .orElse(known.isEmpty() ? "there are none" : "there are " + String.join(", ", known)));
            }
        }
        return all.stream()
                .filter(one -> keys.isEmpty() ? one.isRunning() : keys.contains(one.name()))
                .toList();
    }
}
