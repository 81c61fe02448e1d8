package dev.hoist.operate.plan;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Formats the next steps of flags for people. Flags that can rise now come first. All complete flags share one line.
 */
public final class NextText {
    private static final int DONE_AT_MOST = 5;

    private final PlanTimes times;
    private final AnsiStyle style;

    public NextText(PlanTimes times, AnsiStyle style) {
        this.times = times;
        this.style = style;
    }

    /** The text about every environment and its flags. */
    public String of(List<NextMove> moves, Optional<String> underway) {
        if (moves.isEmpty()) {
            return "there is no flag\n";
        }
        Map<String, List<NextMove>> byEnvironment = new LinkedHashMap<>();
        moves.forEach(move -> byEnvironment
                .computeIfAbsent(move.environment(), name -> new ArrayList<>())
                .add(move));
        int width = moves.stream()
                .filter(move -> move.state() != RolloutState.COMPLETE)
                .mapToInt(move -> move.flag().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        byEnvironment.forEach((environment, all) -> {
            text.append(text.length() == 0 ? "" : "\n");
            text.append(style.strong(environment)).append('\n');
            for (RolloutState state : List.of(RolloutState.READY, RolloutState.WAITING, RolloutState.BLOCKED)) {
                all.stream().filter(move -> move.state() == state).forEach(move -> line(move, width, text));
            }
            done(all, text);
            together(all, text);
        });
        underway.ifPresent(sentence -> text.append('\n')
                .append(style.warning(VisibleText.of(sentence)))
                .append('\n'));
        return text.append('\n')
                .append(style.faint("now: " + times.fullNow()))
                .append('\n')
                .toString();
    }

    private void line(NextMove move, int width, StringBuilder text) {
        String step = move.step().map(StepWords::of).orElse("–");
        String state = switch (move.state()) {
            case READY -> style.accepted("ready  ");
            case WAITING -> style.warning("waiting");
            case BLOCKED -> style.error("blocked");
            case COMPLETE -> "complete";
        };
        text.append("  ").append(state).append("  ").append(padded(move.flag(), width));
        text.append("  ").append(step);
        if (move.state() == RolloutState.WAITING) {
            text.append(move.from().map(from -> " from " + times.coming(from)).orElse(" waits for its guardrails"));
            String rules = rules(move.reasons());
            text.append(rules.isEmpty() ? "" : style.faint("  " + rules));
        }
        text.append('\n');
        boolean isExplained = move.state() == RolloutState.BLOCKED || move.state() == RolloutState.WAITING;
        if (isExplained) {
            for (Finding reason : move.reasons()) {
                if (reason.passesFrom().isEmpty()) {
                    text.append("             ").append(VisibleText.of(reason.message()));
                    text.append(style.faint(" [" + reason.rule().text() + "]")).append('\n');
                    reason.help()
                            .ifPresent(help -> text.append("             ")
                                    .append(style.help("help: " + VisibleText.of(help)))
                                    .append('\n'));
                }
            }
        }
    }

    private static String rules(List<Finding> reasons) {
        return reasons.stream()
                .filter(reason -> reason.passesFrom().isPresent())
                .map(reason -> reason.rule().text())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private void done(List<NextMove> moves, StringBuilder text) {
        List<String> done = moves.stream()
                .filter(move -> move.state() == RolloutState.COMPLETE)
                .map(NextMove::flag)
                .toList();
        if (!done.isEmpty()) {
            String names = done.size() <= DONE_AT_MOST ? ": " + String.join(", ", done) : "";
            text.append("  ")
                    .append(style.faint("complete " + done.size() + (done.size() == 1 ? " flag" : " flags") + names))
                    .append('\n');
        }
    }

    private void together(List<NextMove> moves, StringBuilder text) {
        long ready = moves.stream()
                .filter(move -> move.state() == RolloutState.READY)
                .count();
        if (ready > 1) {
            text.append("  ")
                    .append(ready)
                    .append(" flags are ready. Raise one at a time: landing one makes the others wait where raises are"
                            + " kept apart.\n");
        }
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
