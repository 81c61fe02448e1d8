package dev.hoist.report;

import dev.hoist.report.RolloutReport.Chart;
import dev.hoist.report.RolloutReport.Mark;
import dev.hoist.report.RolloutReport.PlannedStep;
import dev.hoist.report.RolloutReport.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A step chart as coordinates of its picture. Time goes from left to right, percent from bottom to top.
 *
 * @param lines a path for each line of the chart, in its order
 * @param nowX the x coordinate of the present time
 */
record ChartDrawing(List<Path> lines, List<Dot> dots, Optional<String> plan, List<Tick> ticks, String nowX) {
    static final int WIDTH = 640;
    static final int HEIGHT = 150;
    static final int LEFT = 40;
    static final int RIGHT = 12;
    static final int TOP = 10;
    static final int BOTTOM = 22;

    /** The time span divided by this number is the empty part before the first event. */
    private static final int MARGIN = 25;

    private static final int TICKS_AT_MOST = 6;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    ChartDrawing {
        lines = List.copyOf(lines);
        dots = List.copyOf(dots);
        ticks = List.copyOf(ticks);
    }

    /** A line of the chart. Its number selects the colour and the dashes. */
    record Path(String label, int number, String data) {}

    /** A mark on a line. */
    record Dot(Mark mark, String x, String y) {}

    /** A day on the time axis. */
    record Tick(String x, String text) {}

    static ChartDrawing of(Chart chart, Instant now, ZoneId zone) {
        Instant first = Stream.concat(
                        chart.lines().stream()
                                .flatMap(line -> line.points().stream())
                                .map(Point::at),
                        chart.marks().stream().map(Mark::at))
                .min(Instant::compareTo)
                .orElse(now.minus(Duration.ofDays(1)));
        Instant last = chart.plan().stream()
                .map(PlannedStep::at)
                .max(Instant::compareTo)
                .orElse(now);
        if (last.isBefore(now)) {
            last = now;
        }
        if (!first.isBefore(last)) {
            first = last.minus(Duration.ofDays(1));
        }
        Duration margin = Duration.between(first, last).dividedBy(MARGIN);
        Scale scale = new Scale(first.minus(margin), last);
        List<Path> lines = new ArrayList<>();
        for (RolloutReport.Line line : chart.lines()) {
            lines.add(new Path(line.label(), lines.size() % 6, path(line.points(), now, scale)));
        }
        List<Dot> dots = chart.marks().stream()
                .map(mark -> new Dot(mark, scale.x(mark.at()), scale.y(percentAt(chart, mark.at()))))
                .toList();
        return new ChartDrawing(lines, dots, plan(chart, now, scale), ticks(scale, zone), scale.x(now));
    }

    private static double percentAt(Chart chart, Instant at) {
        return chart.lines().stream()
                .mapToDouble(line -> line.points().stream()
                        .filter(point -> !point.at().isAfter(at))
                        .reduce((earlier, later) -> later)
                        .map(Point::percent)
                        .orElse(0.0))
                .max()
                .orElse(0);
    }

    private static String path(List<Point> points, Instant now, Scale scale) {
        if (points.isEmpty()) {
            return "M" + LEFT + " " + scale.y(0) + "H" + scale.x(now);
        }
        StringBuilder data = new StringBuilder();
        data.append('M')
                .append(scale.x(points.get(0).at()))
                .append(' ')
                .append(scale.y(points.get(0).percent()));
        for (Point point : points.subList(1, points.size())) {
            data.append('H').append(scale.x(point.at())).append('V').append(scale.y(point.percent()));
        }
        return data.append('H').append(scale.x(now)).toString();
    }

    private static Optional<String> plan(Chart chart, Instant now, Scale scale) {
        List<PlannedStep> drawn = chart.plan().stream()
                .filter(step -> percent(step.step()).isPresent())
                .toList();
        if (drawn.isEmpty() || chart.lines().size() != 1) {
            return Optional.empty();
        }
        StringBuilder data = new StringBuilder();
        data.append('M').append(scale.x(now)).append(' ').append(scale.y(percentAt(chart, now)));
        for (PlannedStep step : drawn) {
            Instant at = step.at().isBefore(now) ? now : step.at();
            data.append('H')
                    .append(scale.x(at))
                    .append('V')
                    .append(scale.y(percent(step.step()).orElseThrow()));
        }
        return Optional.of(data.toString());
    }

    private static Optional<Double> percent(String step) {
        return step.matches("\\d{1,3}(\\.\\d{1,2})?") ? Optional.of(Double.valueOf(step)) : Optional.empty();
    }

    private static List<Tick> ticks(Scale scale, ZoneId zone) {
        LocalDate first = scale.first().atZone(zone).toLocalDate().plusDays(1);
        LocalDate last = scale.last().atZone(zone).toLocalDate();
        long days = Math.max(1, last.toEpochDay() - first.toEpochDay() + 1);
        long every = Math.max(1, (days + TICKS_AT_MOST - 1) / TICKS_AT_MOST);
        DateTimeFormatter format = days > 300 ? DAY_AND_YEAR : DAY;
        List<Tick> ticks = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(every)) {
            ticks.add(new Tick(scale.x(day.atStartOfDay(zone).toInstant()), format.format(day)));
        }
        return ticks;
    }

    /** Converts times and percentages to coordinates with one decimal. */
    private record Scale(Instant first, Instant last) {
        String x(Instant at) {
            double part = (double) Duration.between(first, at).toMillis()
                    / Duration.between(first, last).toMillis();
            return number(LEFT + Math.max(0, Math.min(1, part)) * (WIDTH - LEFT - RIGHT));
        }

        String y(double percent) {
            return number(HEIGHT - BOTTOM - percent / 100 * (HEIGHT - BOTTOM - TOP));
        }
    }

    static String number(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
