package dev.hoist.cli.guard;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.guardrails.Participation;
import dev.hoist.guardrails.Participation.State;
import dev.hoist.guardrails.ParticipationQuery;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.judge.GuardedFlags;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.report.ReadingJson;
import dev.hoist.validator.report.VisibleText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist experiment}: who took part, and whether that is even and enough. */
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
        if (!List.of("text", "json").contains(format)) {
            throw Misuse.unknownFormat(format, List.of("text", "json"));
        }
        Instant now = time.instant(terminal);
        List<Participation> all = new Hoist()
                .guarded(
                        place.repository(terminal),
                        place.flags(terminal),
                        now,
                        some -> new ParticipationQuery(terminal.environment()).ask(some.policy(), chosen(some), now));
        terminal.out().append(format.equals("json") ? json(all, now) : text(all));
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

    private static String json(List<Participation> all, Instant now) {
        return "{\"now\": " + ReadingJson.quoted(now.toString()) + ", \"experiments\": ["
                + all.stream().map(ExperimentCommand::json).collect(Collectors.joining(", ")) + "]}\n";
    }

    private static String json(Participation one) {
        Experiment experiment = one.experiment();
        String exposures = one.exposures().stream()
                .map(exposure -> "{\"variant\": " + ReadingJson.quoted(exposure.variant()) + ", \"users\": "
                        + exposure.users() + ", \"expected\": " + exposure.expected() + "}")
                .collect(Collectors.joining(", "));
        return "{\"experiment\": " + ReadingJson.quoted(experiment.name())
                + ", \"within\": " + ReadingJson.quoted(experiment.within().value())
                + ", \"status\": "
                + ReadingJson.quoted(experiment.status().value().text())
                + ", \"exposures\": [" + exposures
                + "], \"p\": " + one.p().map(String::valueOf).orElse("null")
                + ", \"mismatch\": " + one.mismatch().map(String::valueOf).orElse("null")
                + ", \"min_sample_size\": "
                + (experiment.minSampleSize().isPresent()
                        ? Integer.toString(experiment.minSampleSize().getAsInt())
                        : "null")
                + ", \"enough\": " + one.enough().map(String::valueOf).orElse("null")
                + ", \"enough_from\": "
                + one.enoughFrom().map(at -> ReadingJson.quoted(at.toString())).orElse("null")
                + ", \"state\": " + ReadingJson.quoted(one.state().text())
                + ", \"reason\": " + ReadingJson.quoted(one.reason()) + "}";
    }

    private static String text(List<Participation> all) {
        StringBuilder text = new StringBuilder();
        for (Participation one : all) {
            text.append(one.state().text())
                    .append("  ")
                    .append(VisibleText.of(one.experiment().name()))
                    .append(": ")
                    .append(VisibleText.of(one.reason()));
            one.p().ifPresent(p -> text.append(String.format(Locale.ROOT, " (p = %.3g)", p)));
            one.enoughFrom().ifPresent(at -> text.append(", at this rate from ").append(at));
            text.append('\n');
            one.exposures()
                    .forEach(exposure -> text.append(String.format(
                            Locale.ROOT,
                            "    %s: %d users, %.1f expected\n",
                            VisibleText.of(exposure.variant()),
                            exposure.users(),
                            exposure.expected())));
        }
        return text.isEmpty() ? "no experiment runs\n" : text.toString();
    }
}
