package dev.hoist.cli.operate;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.guard.MetricsOption;
import dev.hoist.operate.plan.Goal;
import dev.hoist.operate.plan.NextMove;
import dev.hoist.operate.plan.PlanJson;
import dev.hoist.operate.plan.Planner;
import dev.hoist.operate.plan.RolloutState;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.report.ReadingJson;
import dev.hoist.validator.report.VisibleText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist advance}: the job that raises, one flag a run, while all is well. */
@Command(
        name = "advance",
        description = "Raises one flag that has a target and is ready, where its guardrails pass.",
        footer = {
            "",
            "Examples:",
            "  hoist advance -e production --commit",
            "  hoist guard --act --push; hoist advance --push      what a scheduled job runs",
            "",
            "Exit codes: 0 raised or nothing to do, 1 a breach holds a step back, 2 missing data does, or cannot."
        })
public final class AdvanceCommand extends ExecutableCommand {
    @Option(
            names = {"-e", "--environment"},
            paramLabel = "ENV",
            description = "The only environment to raise in. Default: all.")
    @Nullable
    String environment;

    @Option(names = "--commit", description = "Commit the raise.")
    boolean commit;

    @Option(names = "--push", description = "Commit, and push the commit.")
    boolean push;

    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Mixin
    NowOption time = new NowOption();

    @Mixin
    MetricsOption metrics = new MetricsOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "The format of the answer: text or json. Default: text.")
    String format = "text";

    @Override
    public int run(Terminal terminal) throws IOException {
        if (!List.of("text", "json").contains(format)) {
            throw new Misuse("no format \"" + format + "\"", "there are text, json");
        }
        Instant now = time.instant(terminal);
        Plan plan = new Hoist()
                .propose(
                        new ValidateRequest(
                                place.repository(terminal),
                                place.flags(terminal),
                                Optional.of("HEAD"),
                                Optional.empty(),
                                now,
                                terminal.environment()),
                        proposal -> plan(Planner.of(proposal)));
        List<NextMove> candidates = new Hoist()
                .guarded(
                        place.repository(terminal),
                        place.flags(terminal),
                        now,
                        guarded -> plan.candidates().stream()
                                .filter(move -> !guarded.wentDownLast(move.flag(), move.environment()))
                                .toList());
        boolean breach = false;
        boolean noData = false;
        Optional<NextMove> raised = Optional.empty();
        Optional<String> made = Optional.empty();
        List<String> held = new ArrayList<>();
        for (NextMove move : candidates) {
            AdvanceEdit edit = new AdvanceEdit(this, move);
            if (edit.raise(terminal)) {
                raised = Optional.of(move);
                made = edit.commit();
                break;
            }
            breach |= edit.isRefusedBy("guardrail-breached");
            noData |= edit.isRefusedBy("guardrail-unreadable");
            held.add(move.flag() + " in " + move.environment() + ": " + edit.refusal());
        }
        answer(terminal, now, plan, raised, made, held);
        return raised.isPresent() ? 0 : breach ? 1 : noData ? 2 : 0;
    }

    private void answer(
            Terminal terminal,
            Instant now,
            Plan plan,
            Optional<NextMove> raised,
            Optional<String> made,
            List<String> held)
            throws IOException {
        if (format.equals("json")) {
            String all = PlanJson.next(now, plan.zone(), plan.considered());
            String considered = all.substring(all.indexOf("\"flags\":") + 8, all.lastIndexOf('}'))
                    .strip();
            terminal.out()
                    .append("{\n  \"raised\": ")
                    .append(raised.map(move -> "{\"flag\": " + ReadingJson.quoted(move.flag()) + ", \"environment\": "
                                    + ReadingJson.quoted(move.environment()) + ", \"step\": "
                                    + move.step()
                                            .map(step -> ReadingJson.quoted(step.toString()))
                                            .orElse("null")
                                    + ", \"commit\": "
                                    + made.map(ReadingJson::quoted).orElse("null")
                                    + ", \"branch\": null}")
                            .orElse("null"))
                    .append(",\n  \"considered\": ")
                    .append(considered)
                    .append("\n}\n");
            return;
        }
        held.forEach(one -> append(terminal, one));
        append(
                terminal,
                raised.map(move -> "raised " + move.flag() + " to "
                                + move.step().map(Object::toString).orElse("") + " in " + move.environment()
                                + made.map(id -> ", commit " + id.substring(0, Math.min(10, id.length())))
                                        .orElse(""))
                        .orElse(
                                held.isEmpty()
                                        ? "nothing to raise: no flag with a target is ready"
                                        : "nothing was raised"));
    }

    private static void append(Terminal terminal, String line) {
        try {
            terminal.out().append(VisibleText.of(line)).append('\n');
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Plan plan(Planner planner) {
        List<NextMove> considered = planner.next(List.of(), Optional.ofNullable(environment)).stream()
                .filter(move -> target(planner, move).isPresent())
                .toList();
        Set<String> neededByOthers = new HashSet<>();
        planner.flags().forEach(flag -> flag.dependencies().forEach(key -> neededByOthers.add(key.value())));
        List<NextMove> candidates = considered.stream()
                .filter(move -> move.state() == RolloutState.READY)
                .filter(move -> move.step()
                        .filter(step -> Goal.of(planner.flag(move.flag()), move.environment(), planner.policy())
                                .allows(step))
                        .isPresent())
                .sorted(Comparator.comparing((NextMove move) -> !neededByOthers.contains(move.flag()))
                        .thenComparing(move -> planner.lastMovement(move.flag(), move.environment())
                                .orElse(Instant.MIN))
                        .thenComparing(NextMove::flag))
                .toList();
        return new Plan(considered, candidates, planner.zone());
    }

    private static Optional<?> target(Planner planner, NextMove move) {
        Flag flag = planner.flag(move.flag());
        return flag.block(move.environment()).flatMap(Block::target);
    }

    /**
     * What can be done.
     *
     * @param considered flags with a target
     * @param candidates those that may be raised now, the first to raise first
     */
    private record Plan(List<NextMove> considered, List<NextMove> candidates, java.time.ZoneId zone) {}
}
