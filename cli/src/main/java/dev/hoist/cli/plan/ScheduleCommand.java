package dev.hoist.cli.plan;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.Terminal;
import dev.hoist.operate.plan.PlanJson;
import dev.hoist.operate.plan.PlanTimes;
import dev.hoist.operate.plan.Planner;
import dev.hoist.operate.plan.Schedule;
import dev.hoist.operate.plan.ScheduleCalendar;
import dev.hoist.operate.plan.ScheduleText;
import dev.hoist.validator.rollout.Step;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist schedule}: shows the steps of a flag and their times. */
@Command(
        name = "schedule",
        description = "Plans the steps of a flag: each at the earliest full minute at which the judge would accept it.",
        footer = {
            "",
            "Examples:",
            "  hoist schedule use_new_checkout -e production --to 100 --format ics",
            "",
            "Exit codes: 0 planned, 2 cannot plan."
        })
public final class ScheduleCommand extends ExecutableCommand {
    @Parameters(arity = "1", paramLabel = "FLAG", description = "The flag.")
    String flag = "";

    @Option(
            names = {"-e", "--environment"},
            required = true,
            paramLabel = "ENV",
            description = "The environment.")
    String environment = "";

    @Option(
            names = "--to",
            paramLabel = "STEP",
            description = "How far, as in 50 or beta=100; the flag's target if left out, else everyone.")
    @Nullable
    String to;

    @Option(
            names = "--start",
            paramLabel = "INSTANT",
            description = "Before which nothing is planned, as in 2026-11-24T08:00:00Z; now if left out.")
    @Nullable
    String start;

    @Mixin
    PlanOptions options = new PlanOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to write the answer: text, markdown, json or ics; text if left out.")
    String format = "text";

    @Override
    public int run(Terminal terminal) throws IOException {
        String form = Misuse.requireFormat(format, List.of("text", "markdown", "json", "ics"));
        Optional<Step> goal = Optional.ofNullable(to).map(Step::parse);
        terminal.out().append(options.plan(terminal, planner -> {
            Schedule schedule = planner.schedule(flag, environment, goal, start(planner));
            ScheduleText text = new ScheduleText(new PlanTimes(planner.zone(), planner.now()));
            return switch (form) {
                case "json" -> PlanJson.schedule(schedule);
                case "ics" -> ScheduleCalendar.of(schedule, planner.now());
                case "markdown" -> text.markdown(schedule);
                default -> text.text(schedule, terminal.style());
            };
        }));
        return ExitCode.ACCEPTED;
    }

    private Instant start(Planner planner) {
        return start == null ? planner.now() : NowOption.parse("--start", start);
    }
}
