package dev.hoist.cli.operate;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.guard.GuardAnswer;
import dev.hoist.guardrails.Measurement;
import dev.hoist.guardrails.PrometheusReadings;
import dev.hoist.operate.edit.Pausing.Stop;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.judge.GuardedFlags;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Policy;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist guard}: what guardrails say, and what is done about it. */
@Command(
        name = "guard",
        description = "Reads guardrails from the metrics server, and stops flags on a breach where asked to.",
        footer = {
            "",
            "Examples:",
            "  hoist guard                            what every guardrail says now",
            "  hoist guard use_new_checkout -e production",
            "  hoist guard --act --commit --push      stop flags on a breach",
            "",
            "Exit codes: 0 all pass, 1 a breach of hold, pause or rollback, 2 no data, or cannot.",
            "A guardrail with on_breach: warn or observe: true never changes the exit code."
        })
public final class GuardCommand extends ExecutableCommand {
    @Parameters(paramLabel = "FLAG", arity = "0..*", description = "The flags, by key. Default: those in a rollout.")
    List<String> flags = List.of();

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "ENV",
            description = "The only environment to ask about. Default: all.")
    @Nullable
    String environment;

    @Option(names = "--act", description = "Freeze or disable flags for each ongoing breach of pause or rollback.")
    boolean act;

    @Option(names = "--commit", description = "With --act, commit the edited files, one commit an environment.")
    boolean commit;

    @Option(names = "--push", description = "With --act, commit, and push the commits.")
    boolean push;

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
            throw new Misuse(
                    "no format \"" + format + "\"",
                    Spelling.didYouMean(format, List.of("text", "json")).orElse("there are text, json"));
        }
        if ((commit || push) && !act) {
            throw new Misuse("--commit and --push need --act: without it nothing is edited", "add --act");
        }
        Instant now = time.instant(terminal);
        Found found = new Hoist()
                .guarded(place.repository(terminal), place.flags(terminal), now, some -> find(some, terminal, now));
        List<String> actions = new ArrayList<>();
        for (Map.Entry<String, List<Stop>> stops : found.stops().entrySet()) {
            actions.add(PauseCommand.of(this, stops.getKey(), stops.getValue()).act(terminal));
        }
        if (act && actions.isEmpty()) {
            actions.add("nothing to stop: " + found.why());
        }
        GuardAnswer answer =
                new GuardAnswer(found.policy(), now, found.measured(), GuardAnswer.moved(found.measured()), actions);
        terminal.out().append(format.equals("json") ? answer.json() : answer.text(terminal.style()));
        return answer.exitCode();
    }

    private Found find(GuardedFlags guarded, Terminal terminal, Instant now) {
        check(guarded);
        List<Measurement> measured = new PrometheusReadings(terminal.environment())
                .measure(guarded.policy(), guarded.questions(flags, Optional.ofNullable(environment)), now);
        Map<String, List<Stop>> stops = new LinkedHashMap<>();
        List<String> why = new ArrayList<>();
        if (act) {
            for (Measurement one : measured) {
                Guardrail guardrail = one.question().guardrail();
                Reading reading = one.reading();
                if (reading.isBreach()
                        && reading.ongoing()
                        && !guardrail.observed()
                        && guardrail.onBreach().acts()) {
                    whyNot(guarded, one)
                            .ifPresentOrElse(
                                    why::add,
                                    () -> stops.computeIfAbsent(reading.environment(), any -> new ArrayList<>())
                                            .add(new Stop(
                                                    reading.flag(),
                                                    reading.guardrail(),
                                                    one.summary(),
                                                    guardrail.onBreach() == Guardrail.OnBreach.ROLLBACK)));
                }
            }
        }
        return new Found(
                guarded.policy(),
                measured,
                stops,
                why.isEmpty() ? "no guardrail that pauses or rolls back is breached now" : String.join("; ", why));
    }

    /** Why a breach stops nothing; empty where it stops the flag. */
    private static Optional<String> whyNot(GuardedFlags guarded, Measurement one) {
        Reading reading = one.reading();
        String flag = reading.flag();
        String where = reading.environment();
        if (one.question().guardrail().namesFlags()) {
            if (!guarded.isExposed(flag, where)) {
                return Optional.of("nobody has " + flag + " in " + where);
            }
        } else if (guarded.inFlight(where).map(Flag::name).filter(flag::equals).isEmpty()) {
            return Optional.of(reading.guardrail() + " is breached for " + flag + " in " + where
                    + ", which is not the flag in flight");
        }
        return reading.since()
                        .filter(since -> guarded.wasTakenUpAgainSince(flag, where, since))
                        .isPresent()
                ? Optional.of(flag + " was thawed or raised in " + where + " after the breach of " + reading.guardrail()
                        + " began")
                : Optional.empty();
    }

    private void check(GuardedFlags guarded) {
        List<String> environments = guarded.policy().environmentNames();
        if (environment != null && !environments.contains(environment)) {
            throw new Misuse(
                    "the policy has no environment \"" + environment + "\"",
                    Spelling.didYouMean(environment, environments)
                            .orElse("there are " + String.join(", ", environments)));
        }
        for (String flag : flags) {
            if (guarded.flag(flag).isEmpty()) {
                List<String> known = guarded.flags().stream().map(Flag::name).toList();
                throw new Misuse(
                        "there is no flag \"" + flag + "\"",
                        Spelling.didYouMean(flag, known).orElse("\"hoist status\" lists the flags"));
            }
        }
    }

    /**
     * What was read, and what follows.
     *
     * @param stops by environment
     * @param why why there are none
     */
    private record Found(Policy policy, List<Measurement> measured, Map<String, List<Stop>> stops, String why) {}
}
