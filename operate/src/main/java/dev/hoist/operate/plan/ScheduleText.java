package dev.hoist.operate.plan;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ThousandsSeparator;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.VisibleText;
import java.util.Optional;

/** Writes a schedule as text for people. */
public record ScheduleText(PlanTimes times) {

    /** The schedule as lines. */
    public String text(Schedule schedule, AnsiStyle style) {
        StringBuilder text = new StringBuilder();
        text.append(style.strong(schedule.flag() + " in " + schedule.environment()))
                .append(style.faint("  times in " + times.zone()))
                .append("\n\n");
        int width = schedule.steps().stream()
                .mapToInt(entry -> StepWords.of(entry.step()).length())
                .max()
                .orElse(0);
        schedule.steps().forEach(entry -> {
            String step = StepWords.of(entry.step());
            String line = "  " + padded(times.full(entry.at()), 21) + "  " + padded(step, width)
                    + entry.users()
                            .map(users -> "  " + ThousandsSeparator.in(users.on()) + " users")
                            .orElse("");
            text.append(line.stripTrailing()).append('\n');
        });
        text.append(schedule.steps().isEmpty() ? "" : "\n")
                .append(end(schedule))
                .append('\n');
        schedule.blocked()
                .flatMap(Finding::help)
                .ifPresent(help ->
                        text.append("  = help: ").append(VisibleText.of(help)).append('\n'));
        return text.toString();
    }

    /** The schedule as a Markdown table. */
    public String markdown(Schedule schedule) {
        StringBuilder text = new StringBuilder();
        text.append("## `")
                .append(schedule.flag())
                .append("` in `")
                .append(schedule.environment())
                .append("`\n\n");
        if (!schedule.steps().isEmpty()) {
            text.append("| when (").append(times.zone()).append(") | step | users |\n| --- | --- | --- |\n");
            schedule.steps()
                    .forEach(entry -> text.append("| ")
                            .append(times.full(entry.at()))
                            .append(" | ")
                            .append(StepWords.of(entry.step()))
                            .append(" | ")
                            .append(entry.users()
                                    .map(users -> ThousandsSeparator.in(users.on()))
                                    .orElse(""))
                            .append(" |\n"));
            text.append('\n');
        }
        return text.append(escaped(end(schedule))).append('\n').toString();
    }

    private String end(Schedule schedule) {
        Optional<Finding> blocked = schedule.blocked();
        if (blocked.isPresent()) {
            String before = schedule.steps().isEmpty() ? "blocked: " : "then blocked: ";
            return before + VisibleText.of(blocked.get().message()) + " ["
                    + blocked.get().rule().text() + "]";
        }
        if (schedule.steps().isEmpty()) {
            return "nothing is left to do"
                    + schedule.complete()
                            .map(since -> ": it has stood there since " + times.full(since))
                            .orElse("");
        }
        return "complete " + times.full(schedule.complete().orElseThrow());
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]<>|#@&])", "\\\\$1");
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
