package dev.hoist.operate.plan;

import dev.hoist.operate.plan.FlagStatus.UserCount;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ThousandsSeparator;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Freeze;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.VisibleText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formats the state of flags for people, one environment after the other. In each environment, flags that move or that
 * can move come first.
 *
 * @param width how many columns the terminal has
 * @param all whether to list every flag, even if many flags do not move
 */
public record StatusText(PlanTimes times, AnsiStyle style, int width, boolean all) {
    private static final int SMALL = 40;
    private static final int SHOWN_AT_MOST = 20;
    private static final int NARROW = 100;
    private static final int WIDE = 130;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    /**
     * The text about every environment and its flags, then the finished flags and the experiments.
     *
     * @param history finds when flags last moved; it is asked once, for the flags whose times are shown
     * @param finished warnings about expired and stale flags
     * @param experiments one line for each experiment
     * @param underway see {@link Planner#underway}
     */
    public String of(
            List<FlagStatus> flags,
            Function<Set<String>, MovementTimes> history,
            List<Finding> finished,
            List<String> experiments,
            Optional<String> underway) {
        if (flags.isEmpty()) {
            return "there is no flag\n";
        }
        Map<String, List<FlagStatus>> byEnvironment = new LinkedHashMap<>();
        flags.forEach(flag -> byEnvironment
                .computeIfAbsent(flag.next().environment(), name -> new ArrayList<>())
                .add(flag));
        boolean whole = all || flags.size() <= SMALL;
        Map<String, List<FlagStatus>> shown = new LinkedHashMap<>();
        byEnvironment.forEach((environment, inIt) -> shown.put(environment, shown(inIt, whole)));
        MovementTimes moved = history.apply(shown.values().stream()
                .flatMap(List::stream)
                .filter(this::saysSince)
                .map(flag -> flag.flag().name())
                .collect(Collectors.toSet()));
        StringBuilder text = new StringBuilder();
        byEnvironment.forEach((environment, inIt) -> {
            text.append(text.length() == 0 ? "" : "\n");
            environment(environment, inIt, shown.getOrDefault(environment, List.of()), moved, text);
        });
        if (!finished.isEmpty()) {
            text.append('\n').append(style.strong("expired and stale")).append('\n');
            int most = whole ? finished.size() : SHOWN_AT_MOST;
            finished.stream().limit(most).forEach(warning -> warning(warning, text));
            left(finished.size() - most, text);
        }
        if (!experiments.isEmpty()) {
            text.append('\n').append(style.strong("experiments")).append('\n');
            experiments.forEach(line -> text.append("  ").append(line).append('\n'));
        }
        underway.ifPresent(sentence -> {
            text.append('\n');
            String indent = "";
            for (String part : wrapped(List.of(VisibleText.of(sentence)))) {
                text.append(indent).append(style.warning(part)).append('\n');
                indent = "  ";
            }
        });
        text.append('\n').append(style.faint("now: " + times.fullNow()));
        return text.append('\n').toString();
    }

    private static List<FlagStatus> shown(List<FlagStatus> flags, boolean whole) {
        List<FlagStatus> ordered = flags.stream()
                .sorted(Comparator.comparing(StatusText::urgency)
                        .thenComparing(flag -> flag.next().from().orElse(java.time.Instant.MAX)))
                .toList();
        return whole
                ? ordered
                : ordered.stream()
                        .filter(flag -> urgency(flag) < Urgency.RESTING)
                        .limit(SHOWN_AT_MOST)
                        .toList();
    }

    private void environment(
            String name, List<FlagStatus> flags, List<FlagStatus> shown, MovementTimes moved, StringBuilder text) {
        text.append(style.strong(name)).append(style.faint("  " + tally(flags))).append('\n');
        int keys = Math.min(
                width < NARROW ? 32 : 48,
                shown.stream()
                        .mapToInt(flag -> flag.flag().name().length())
                        .max()
                        .orElse(0));
        int figures =
                shown.stream().mapToInt(flag -> figure(flag).length()).max().orElse(0);
        shown.forEach(flag -> line(flag, keys, figures, moved, text));
        left(flags.size() - shown.size(), text);
    }

    private void warning(Finding warning, StringBuilder text) {
        String indent = "  ";
        for (String part : wrapped(List.of(VisibleText.of(warning.message())))) {
            text.append(indent).append(style.warning(part)).append('\n');
            indent = "    ";
        }
    }

    private void left(int left, StringBuilder text) {
        if (left > 0) {
            text.append("  ")
                    .append(style.faint("and " + ThousandsSeparator.in(left) + " more: --all lists them"))
                    .append('\n');
        }
    }

    /** The number of flags in each state: {@code 3 flags: 1 ready, 1 waiting, 1 complete}. */
    private static String tally(List<FlagStatus> flags) {
        List<String> parts = new ArrayList<>();
        for (RolloutState state : RolloutState.values()) {
            long count =
                    flags.stream().filter(flag -> flag.next().state() == state).count();
            if (count > 0) {
                parts.add(ThousandsSeparator.in(count) + " " + state.text());
            }
        }
        return ThousandsSeparator.in(flags.size())
                + (flags.size() == 1 ? " flag: " : " flags: ")
                + String.join(", ", parts);
    }

    private void line(FlagStatus flag, int keys, int figures, MovementTimes moved, StringBuilder text) {
        String key = flag.flag().name();
        String shownKey = key.length() > keys ? key.substring(0, keys - 1) + "…" : key;
        StringBuilder line = new StringBuilder("  ");
        line.append(NextText.padded(shownKey, keys)).append("  ");
        line.append(bar(flag)).append("  ");
        line.append(" ".repeat(Math.max(0, figures - figure(flag).length()))).append(figure(flag));
        if (width >= WIDE) {
            line.append("  ").append(NextText.padded(users(flag), 22));
            line.append("  ").append(NextText.padded(since(flag, moved), 18));
        }
        line.append("  ").append(state(flag.next()));
        text.append(line.toString().stripTrailing()).append('\n');
        List<String> details = details(flag, moved);
        if (!details.isEmpty()) {
            wrapped(details)
                    .forEach(part ->
                            text.append("    ").append(style.faint(part)).append('\n'));
        }
    }

    private List<String> wrapped(List<String> details) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String detail : details) {
            String longer = line.isEmpty() ? detail : line + "; " + detail;
            if (!line.isEmpty() && longer.length() > width - 4) {
                lines.add(line + ";");
                longer = detail;
            }
            line = longer;
            while (line.length() > width - 5 && line.lastIndexOf(' ', width - 5) > 0) {
                int end = line.lastIndexOf(' ', width - 5);
                lines.add(line.substring(0, end));
                line = line.substring(end + 1);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private List<String> details(FlagStatus flag, MovementTimes moved) {
        Optional<Block> block = flag.block();
        Optional<Freeze> frozen = block.flatMap(Block::frozen);
        boolean split = flag.effective() instanceof Portion.Split;
        List<String> details = new ArrayList<>();
        if (split) {
            details.add(StepWords.of(flag.effective()));
        }
        if (!flag.declared().equals(flag.effective())) {
            details.add("declared " + StepWords.of(flag.declared()) + ", limited by a dependency");
        }
        if (!flag.enabled()) {
            details.add("off, its figures are parked");
        }
        frozen.ifPresent(freeze -> details.add("frozen"
                + freeze.since().map(since -> " since " + since).orElse("")
                + freeze.reason().map(reason -> ": " + VisibleText.of(reason)).orElse("")));
        block.flatMap(Block::target).ifPresent(target -> details.add("target " + target));
        flag.readings().stream()
                .sorted(Comparator.comparing(Reading::state))
                .map(reading -> VisibleText.of(reading.message()))
                .forEach(details::add);
        if (width < WIDE && !flag.next().state().equals(RolloutState.COMPLETE)) {
            Stream.of(since(flag, moved), isExposed(flag) ? users(flag) : "")
                    .filter(part -> !part.isEmpty())
                    .forEach(details::add);
        }
        return details;
    }

    private static String users(FlagStatus flag) {
        return flag.users()
                .map(users -> ThousandsSeparator.in(users.on()) + " of " + ThousandsSeparator.in(users.of())
                        + (width(users) ? "" : " users"))
                .orElse("");
    }

    private static boolean width(UserCount users) {
        return users.of() >= 1_000_000;
    }

    private String since(FlagStatus flag, MovementTimes moved) {
        return saysSince(flag)
                ? moved.of(flag.flag().name(), flag.next().environment())
                        .map(since -> "since " + times.past(since))
                        .orElse("")
                : "";
    }

    private boolean saysSince(FlagStatus flag) {
        // most flags that nobody has never moved, and to find that out takes all of history
        return isExposed(flag) && (width >= WIDE || flag.next().state() != RolloutState.COMPLETE);
    }

    private String state(NextMove next) {
        String step = next.step().map(StepWords::of).orElse("");
        return switch (next.state()) {
            case READY -> style.accepted("ready: " + step);
            case WAITING ->
                style.warning(next.from()
                        .map(from -> step + " from " + times.coming(from))
                        .orElse(step + " waits for its guardrails"));
            case BLOCKED -> style.error("blocked" + blocking(next));
            case COMPLETE -> style.faint("complete");
        };
    }

    private static String blocking(NextMove next) {
        return next.reasons().stream()
                .filter(reason -> reason.passesFrom().isEmpty())
                .findFirst()
                .map(Finding::rule)
                .map(rule -> ": " + rule.text())
                .orElse("");
    }

    private String bar(FlagStatus flag) {
        int length = width < NARROW ? 10 : 20;
        BigDecimal eighths =
                share(flag).multiply(BigDecimal.valueOf(length * 8L)).movePointLeft(2);
        int full = eighths.intValue();
        if (full == 0 && share(flag).signum() > 0) {
            full = 1;
        }
        StringBuilder bar = new StringBuilder("█".repeat(full / 8));
        if (full % 8 > 0) {
            bar.append((char) ('█' + 8 - full % 8));
        }
        String filled = bar.toString();
        String empty = "·".repeat(length - filled.length());
        boolean stopped = flag.block().flatMap(Block::frozen).isPresent();
        return (stopped ? style.error(filled) : style.help(filled)) + style.faint(empty);
    }

    /** The share of all users, if the policy gives the numbers of users. Otherwise the lowest share of any cell. */
    private static BigDecimal share(FlagStatus flag) {
        Optional<UserCount> users = flag.users().filter(count -> count.of() > 0);
        if (users.isPresent() && flag.effective() instanceof Portion.Split) {
            return new BigDecimal(users.get().on())
                    .multiply(HUNDRED)
                    .divide(new BigDecimal(users.get().of()), 2, java.math.RoundingMode.HALF_UP);
        }
        return least(flag.effective());
    }

    private static BigDecimal least(Portion portion) {
        if (portion instanceof Portion.Uniform uniform) {
            return uniform.percent();
        }
        return ((Portion.Split) portion)
                .parts().values().stream()
                        .map(StatusText::least)
                        .min(Comparator.naturalOrder())
                        .orElse(BigDecimal.ZERO);
    }

    private static String figure(FlagStatus flag) {
        BigDecimal share =
                share(flag).setScale(2, java.math.RoundingMode.HALF_UP).stripTrailingZeros();
        return (share.scale() < 0 ? share.setScale(0) : share).toPlainString() + " %";
    }

    private static boolean isExposed(FlagStatus flag) {
        return !(flag.effective() instanceof Portion.Uniform uniform)
                || uniform.percent().signum() > 0;
    }

    private static boolean moves(FlagStatus flag) {
        return isExposed(flag) && flag.next().state() != RolloutState.COMPLETE;
    }

    private static int urgency(FlagStatus flag) {
        boolean moves = moves(flag);
        return switch (flag.next().state()) {
            case READY -> moves ? 0 : 2;
            case WAITING -> moves ? 1 : 3;
            case BLOCKED -> moves ? 1 : Urgency.RESTING;
            case COMPLETE -> Urgency.RESTING + 1;
        };
    }

    /**
     * Numbers that sort the flags of a list, lowest first. A short list leaves out {@code RESTING} and above: complete
     * flags, and blocked flags that no user has.
     */
    private static final class Urgency {
        static final int RESTING = 4;

        private Urgency() {}
    }
}
