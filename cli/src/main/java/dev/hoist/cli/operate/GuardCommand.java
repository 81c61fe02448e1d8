package dev.hoist.cli.operate;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.guard.GuardAnswer;
import dev.hoist.cli.guard.ParticipationList;
import dev.hoist.guardrails.Measurement;
import dev.hoist.guardrails.Participation;
import dev.hoist.guardrails.ParticipationQuery;
import dev.hoist.guardrails.PrometheusReadings;
import dev.hoist.operate.edit.Pausing.Stop;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.judge.GuardedFlags;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist guard}: reads guardrails. With {@code --act}, it also stops flags because of breaches. */
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
    private static final int RETRIES = 3;

    @Parameters(paramLabel = "FLAG", arity = "0..*", description = "The flags, by key. Default: those in a rollout.")
    List<String> flags = List.of();

    @Option(names = "--act", description = "Freeze or disable flags for each ongoing breach of pause or rollback.")
    boolean act;

    @Mixin
    JobOptions options = new JobOptions();

    @Override
    public int run(Terminal terminal) throws IOException {
        options.check();
        if (options.commits() && !act) {
            throw new Misuse("--commit and --push need --act: without it nothing is edited", "add --act");
        }
        Path repository = options.place.repository(terminal);
        String directory = options.place.flags(terminal);
        if (!options.commits()) {
            Run run = new Run(terminal, repository, directory);
            run.act(options.place, false);
            return run.answer("written");
        }
        String landed = options.push ? "committed and pushed" : "committed";
        for (int attempt = 0; attempt <= RETRIES; attempt++) {
            try (JobClone job = JobClone.open(repository, directory, terminal.environment(), options.push)) {
                Run run = new Run(terminal, job.view(), directory);
                if (run.found.stops().isEmpty()) {
                    return run.answer(landed);
                }
                Optional<String> commit = run.act(job.place(), true);
                try {
                    if (commit.isEmpty() || job.land(commit.get())) {
                        return run.answer(landed);
                    }
                } catch (CannotJudge e) {
                    run.answer("not landed");
                    terminal.out().flush();
                    throw e;
                }
            }
        }
        throw JobEdit.outrun(RETRIES + 1);
    }

    /** An edit that was made, and the reasons for it. */
    private record Stopped(String title, String reasons) {}

    /** One attempt: it reads guardrails and, if asked to, stops flags. */
    private final class Run {
        private final Terminal terminal;
        private final Instant now;
        private final Found found;
        private final List<Stopped> stopped = new ArrayList<>();
        private final List<String> actions = new ArrayList<>();

        /**
         * Starts an attempt.
         *
         * @param view a directory whose HEAD is the commit on which flags are stopped
         */
        Run(Terminal terminal, Path view, String directory) {
            this.terminal = terminal;
            this.now = options.time.instant(terminal);
            this.found = new Hoist().guarded(view, directory, now, some -> find(some, terminal, now));
        }

        /**
         * Stops the flags that are to be stopped.
         *
         * @return the newest commit; empty if no edit was committed
         */
        Optional<String> act(RepositoryOptions place, boolean commits) throws IOException {
            Optional<String> newest = Optional.empty();
            for (Map.Entry<String, List<Stop>> stops : found.stops().entrySet()) {
                EditAnswer answer = new PauseEdit(
                                place,
                                options.time,
                                commits,
                                stops.getKey(),
                                stops.getValue(),
                                found.readings(stops.getKey()))
                        .edit(terminal);
                if (answer.written()) {
                    newest = answer.commit();
                    stopped.add(new Stopped(
                            answer.operation().title(),
                            stops.getValue().stream().map(Stop::reason).collect(Collectors.joining("; "))));
                } else {
                    actions.add(stops.getKey() + ": everything that is breached is stopped already");
                }
            }
            return newest;
        }

        /**
         * Prints what was read and done.
         *
         * @param state the words for what happened to the edits, such as {@code committed}
         * @return the exit code
         */
        int answer(String state) throws IOException {
            stopped.forEach(one -> actions.add(one.title() + ", " + state + " because of " + one.reasons()));
            if (act && actions.isEmpty()) {
                actions.add("nothing to stop: " + found.why());
            }
            GuardAnswer answer = new GuardAnswer(
                    found.policy(), now, found.measured(), found.hindrances(), found.experiments(), actions);
            terminal.out().append(options.isJson() ? answer.json() : answer.text(terminal));
            return answer.exitCode();
        }
    }

    private Found find(GuardedFlags guarded, Terminal terminal, Instant now) {
        check(guarded);
        List<Measurement> measured = new PrometheusReadings(terminal.environment())
                .measure(guarded.policy(), guarded.questions(flags, options.environment()), now);
        Map<Measurement, String> hindrances = new LinkedHashMap<>();
        Map<String, List<Stop>> stops = new LinkedHashMap<>();
        for (Measurement one : measured) {
            Guardrail guardrail = one.question().guardrail();
            Reading reading = one.reading();
            if (!reading.isBreach()
                    || !reading.ongoing()
                    || guardrail.observed()
                    || !guardrail.onBreach().acts()) {
                continue;
            }
            hindrance(guarded, one)
                    .ifPresentOrElse(
                            why -> hindrances.put(one, why),
                            () -> stops.computeIfAbsent(reading.environment(), any -> new ArrayList<>())
                                    .add(new Stop(
                                            reading.flag(),
                                            reading.guardrail(),
                                            one.summary(),
                                            guardrail.onBreach() == Guardrail.OnBreach.ROLLBACK)));
        }
        // a stop waits for nothing that is not its reason
        List<Experiment> counted = act ? List.of() : ParticipationList.counted(guarded.experiments(), flags);
        return new Found(
                guarded.policy(),
                measured,
                hindrances,
                act ? stops : Map.of(),
                counted.isEmpty()
                        ? List.of()
                        : new ParticipationQuery(terminal.environment()).ask(guarded.policy(), counted, now));
    }

    /** Why no flag is stopped because of a breach; empty if the breach stops the flag. */
    private static Optional<String> hindrance(GuardedFlags guarded, Measurement one) {
        Reading reading = one.reading();
        String flag = reading.flag();
        String where = reading.environment();
        if (one.question().guardrail().namesFlags()) {
            if (!guarded.isExposed(flag, where)) {
                return Optional.of("nobody has " + flag + " in " + where);
            }
        } else {
            Optional<String> inFlight = guarded.inFlight(where).map(Flag::name);
            if (inFlight.isEmpty()) {
                return Optional.of("no flag is in flight in " + where);
            }
            if (!inFlight.get().equals(flag)) {
                return Optional.of(flag + " is not in flight in " + where + ", " + inFlight.get() + " is");
            }
        }
        boolean isStopped = guarded.flag(flag)
                .flatMap(some -> some.block(where))
                .filter(block -> block.isFrozen()
                        && !(block.enabled() && one.question().guardrail().onBreach() == Guardrail.OnBreach.ROLLBACK))
                .isPresent();
        if (isStopped) {
            return Optional.of(flag + " is frozen in " + where + " already");
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
        options.environment().filter(name -> !environments.contains(name)).ifPresent(name -> {
            throw Misuse.unknown("the policy has no environment \"" + name + "\"", name, environments);
        });
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
     * The readings, and what is to be done.
     *
     * @param hindrances for each breach that does not stop a flag, the reason
     * @param stops the flags to stop, by environment; empty without {@code --act}
     */
    private record Found(
            Policy policy,
            List<Measurement> measured,
            Map<Measurement, String> hindrances,
            Map<String, List<Stop>> stops,
            List<Participation> experiments) {
        /** Why no flag is stopped. */
        String why() {
            return hindrances.isEmpty()
                    ? "no guardrail that pauses or rolls back is breached now"
                    : hindrances.values().stream().distinct().collect(Collectors.joining("; "));
        }

        /** The readings of the flags that are stopped in an environment. */
        List<Reading> readings(String environment) {
            List<String> stopped = stops.getOrDefault(environment, List.of()).stream()
                    .map(Stop::flag)
                    .toList();
            return measured.stream()
                    .map(Measurement::reading)
                    .filter(reading -> reading.environment().equals(environment) && stopped.contains(reading.flag()))
                    .toList();
        }
    }
}
