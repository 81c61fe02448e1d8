package dev.hoist.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.report.RolloutReport.Chart;
import dev.hoist.report.RolloutReport.Event;
import dev.hoist.report.RolloutReport.Line;
import dev.hoist.report.RolloutReport.Mark;
import dev.hoist.report.RolloutReport.PlannedStep;
import dev.hoist.report.RolloutReport.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartDrawingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static Instant ago(int hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    @Test
    void drawsAStepForEachMovement() {
        Chart chart = new Chart(
                List.of(new Line("", List.of(new Point(ago(100), 0), new Point(ago(50), 50), new Point(ago(10), 100)))),
                List.of(),
                List.of());
        String data = ChartDrawing.of(chart, NOW, ZoneOffset.UTC).lines().get(0).data();
        assertThat(data.chars().filter(letter -> letter == 'V').count()).isEqualTo(2);
        assertThat(data).contains(" 128H").contains("V69").contains("V10").endsWith("H628");
    }

    @Test
    void showsThePlanBehindThePresent() {
        Chart chart = new Chart(
                List.of(new Line("", List.of(new Point(ago(100), 10)))),
                List.of(),
                List.of(
                        new PlannedStep("25", NOW.plus(Duration.ofHours(50))),
                        new PlannedStep("100", NOW.plus(Duration.ofHours(100)))));
        ChartDrawing drawing = ChartDrawing.of(chart, NOW, ZoneOffset.UTC);
        assertThat(Double.parseDouble(drawing.nowX())).isBetween(300.0, 400.0);
        assertThat(drawing.plan())
                .hasValueSatisfying(plan ->
                        assertThat(plan).startsWith("M" + drawing.nowX() + " ").endsWith("H628V10"));
    }

    @Test
    void drawsNoPlanForStepsThatAreNoPercentage() {
        Chart chart = new Chart(
                List.of(new Line("", List.of(new Point(ago(1), 10)))),
                List.of(),
                List.of(new PlannedStep("server=game-eu-1", NOW), new PlannedStep("beta=50", NOW)));
        assertThat(ChartDrawing.of(chart, NOW, ZoneOffset.UTC).plan()).isEmpty();
    }

    @Test
    void putsAMarkOnItsLine() {
        Chart chart = new Chart(
                List.of(new Line("", List.of(new Point(ago(100), 0), new Point(ago(50), 50)))),
                List.of(new Mark(Event.RAISE, ago(50), "a".repeat(40), "Raise")),
                List.of());
        assertThat(ChartDrawing.of(chart, NOW, ZoneOffset.UTC).dots())
                .singleElement()
                .satisfies(dot -> assertThat(dot.y()).isEqualTo("69"));
    }

    @Test
    void staysInsideThePictureWhateverTheTimes() {
        for (Chart chart : List.of(
                new Chart(List.of(), List.of(), List.of()),
                new Chart(List.of(new Line("", List.of())), List.of(), List.of()),
                new Chart(List.of(new Line("", List.of(new Point(NOW, 100)))), List.of(), List.of()),
                new Chart(
                        List.of(new Line("", List.of(new Point(NOW.plus(Duration.ofDays(3)), 100)))),
                        List.of(new Mark(Event.LOWER, NOW.plus(Duration.ofDays(3)), "b".repeat(40), "later")),
                        List.of(new PlannedStep("100", ago(5)))),
                new Chart(
                        List.of(new Line("", List.of(new Point(Instant.EPOCH, 1), new Point(NOW, 2)))),
                        List.of(),
                        List.of()))) {
            ChartDrawing drawing = ChartDrawing.of(chart, NOW, ZoneId.of("Pacific/Kiritimati"));
            drawing.lines()
                    .forEach(line -> Pattern.compile("H([-0-9.]+)")
                            .matcher(line.data())
                            .results()
                            .forEach(match -> assertThat(Double.parseDouble(match.group(1)))
                                    .isBetween(40.0, 628.0)));
            assertThat(drawing.ticks().size()).isLessThanOrEqualTo(8);
            drawing.ticks()
                    .forEach(tick -> assertThat(Double.parseDouble(tick.x())).isBetween(40.0, 628.0));
        }
    }

    @Test
    void namesTheYearOnALongAxisAlone() {
        Chart years = new Chart(List.of(new Line("", List.of(new Point(ago(24 * 900), 1)))), List.of(), List.of());
        Chart week = new Chart(List.of(new Line("", List.of(new Point(ago(24 * 5), 1)))), List.of(), List.of());
        assertThat(ChartDrawing.of(years, NOW, ZoneOffset.UTC).ticks())
                .allSatisfy(tick -> assertThat(tick.text()).matches("\\d+ [A-Z][a-z]{2} 20\\d\\d"));
        assertThat(ChartDrawing.of(week, NOW, ZoneOffset.UTC).ticks())
                .isNotEmpty()
                .allSatisfy(tick -> assertThat(tick.text()).matches("\\d+ Nov"));
    }
}
