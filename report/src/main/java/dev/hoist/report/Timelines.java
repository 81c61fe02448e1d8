package dev.hoist.report;

import dev.hoist.report.RolloutReport.Chart;
import dev.hoist.report.RolloutReport.Event;
import dev.hoist.report.RolloutReport.Line;
import dev.hoist.report.RolloutReport.Mark;
import dev.hoist.report.RolloutReport.PlannedStep;
import dev.hoist.report.RolloutReport.Point;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.FreezeChange;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Movement.Direction;
import dev.hoist.validator.verdict.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what happened to each flag in each environment. It reads the changes of an audit once. */
final class Timelines {
    private final Map<String, Timeline> byFlag = new HashMap<>();

    private Timelines() {}

    /** Collects from the changes of an audit, oldest change first. */
    static Timelines of(List<AuditedChange> changes) {
        Timelines timelines = new Timelines();
        changes.forEach(timelines::add);
        return timelines;
    }

    Chart chart(String flag, String environment, List<PlannedStep> plan) {
        Timeline timeline = byFlag.get(name(flag, environment));
        return timeline == null ? new Chart(List.of(), List.of(), plan) : timeline.chart(plan);
    }

    /** The time of a flag's last movement in an environment. */
    Optional<Instant> lastMovement(String flag, String environment) {
        Timeline timeline = byFlag.get(name(flag, environment));
        return timeline == null || timeline.shares.isEmpty()
                ? Optional.empty()
                : Optional.of(timeline.shares.get(timeline.shares.size() - 1).at());
    }

    /** A movement as text: {@code production x 5 → 10 %}. */
    static String sentence(Movement movement) {
        return movement.environment() + " " + movement.flag() + " " + text(movement.from()) + " → "
                + text(movement.to()) + " %";
    }

    private void add(AuditedChange change) {
        for (Movement movement : change.verdict().movements()) {
            Timeline timeline = timeline(movement.flag(), movement.environment());
            timeline.shares.add(new Moved(change.time(), movement.from(), movement.to()));
            Event event = movement.direction() == Direction.LOWER
                    ? Event.LOWER
                    : refused(change, movement)
                            ? Event.REFUSED
                            : overridden(change, movement) ? Event.OVERRIDE : Event.RAISE;
            timeline.marks.add(new Mark(event, change.time(), change.commit(), change.subject()));
        }
        for (FreezeChange freeze : change.verdict().freezes()) {
            timeline(freeze.flag(), freeze.environment())
                    .marks
                    .add(new Mark(
                            freeze.frozen() ? Event.FREEZE : Event.THAW,
                            change.time(),
                            change.commit(),
                            change.subject()));
        }
    }

    private static boolean refused(AuditedChange change, Movement movement) {
        return change.verdict().findings().stream()
                .filter(Finding::isError)
                .anyMatch(finding ->
                        finding.flag().isEmpty() || finding.flag().get().equals(movement.flag()));
    }

    private static boolean overridden(AuditedChange change, Movement movement) {
        return change.verdict().findings().stream()
                .anyMatch(finding -> finding.rule().text().equals("overridden")
                        && finding.flag().filter(movement.flag()::equals).isPresent());
    }

    private Timeline timeline(String flag, String environment) {
        return byFlag.computeIfAbsent(name(flag, environment), key -> new Timeline());
    }

    private static String name(String flag, String environment) {
        return environment + "\n" + flag;
    }

    private static String text(Share share) {
        Map<String, Double> parts = parts(share);
        if (parts.size() == 1 && parts.containsKey("")) {
            return PageFigures.figure(parts.get(""));
        }
        StringBuilder text = new StringBuilder();
        parts.forEach((label, percent) -> text.append(text.length() == 0 ? "" : ", ")
                .append(label)
                .append(' ')
                .append(PageFigures.figure(percent)));
        return text.toString();
    }

    /**
     * A share as percentages by label: a ring, {@code canary}, {@code elsewhere}, or an empty label if all cells have
     * the same percentage.
     */
    private static Map<String, Double> parts(Share share) {
        Map<String, Double> parts = new LinkedHashMap<>();
        collect("", share, parts);
        return parts;
    }

    private static void collect(String label, Share share, Map<String, Double> into) {
        if (share instanceof Share.Uniform uniform) {
            into.merge(label, percent(uniform.percent()), Math::max);
        } else if (share instanceof Share.ByRing byRing) {
            byRing.rings().forEach((ring, part) -> collect(ring, part, into));
        } else if (share instanceof Share.Canary canary) {
            String prefix = label.isEmpty() ? "" : label + " ";
            collect(prefix + "canary", canary.canary(), into);
            collect(prefix + "elsewhere", canary.percentage(), into);
        } else if (share instanceof Share.ByServer byServer) {
            byServer.servers().values().forEach(part -> collect(label, part, into));
        }
    }

    private static double percent(BigDecimal share) {
        return share.setScale(2, RoundingMode.DOWN).doubleValue();
    }

    /** A movement with its time. */
    private record Moved(Instant at, Share from, Share to) {}

    /** What happened to one flag in one environment. */
    private static final class Timeline {
        private final List<Moved> shares = new ArrayList<>();
        private final List<Mark> marks = new ArrayList<>();

        Chart chart(List<PlannedStep> plan) {
            Map<String, List<Point>> lines = new LinkedHashMap<>();
            for (Moved moved : shares) {
                parts(moved.from()).keySet().forEach(label -> lines.putIfAbsent(label, new ArrayList<>()));
                parts(moved.to()).keySet().forEach(label -> lines.putIfAbsent(label, new ArrayList<>()));
            }
            if (lines.size() > 1) {
                lines.remove("");
            }
            for (Moved moved : shares) {
                Map<String, Double> from = parts(moved.from());
                Map<String, Double> to = parts(moved.to());
                lines.forEach((label, points) -> {
                    if (points.isEmpty()) {
                        points.add(new Point(moved.at(), value(from, label)));
                    }
                    double after = value(to, label);
                    if (points.get(points.size() - 1).percent() != after) {
                        points.add(new Point(moved.at(), after));
                    }
                });
            }
            List<Line> drawn = new ArrayList<>();
            lines.forEach((label, points) -> drawn.add(new Line(label, points)));
            return new Chart(drawn, marks, plan);
        }

        /**
         * The percentage of a line at a time when the form had other parts: that of the part for all users, else the
         * lowest.
         */
        private static double value(Map<String, Double> parts, String label) {
            Double own = parts.get(label);
            if (own != null) {
                return own;
            }
            Double all = parts.get("");
            if (all != null) {
                return all;
            }
            return parts.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .min()
                    .orElse(0);
        }
    }
}
