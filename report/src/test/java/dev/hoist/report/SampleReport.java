package dev.hoist.report;

import dev.hoist.report.RolloutReport.Attention;
import dev.hoist.report.RolloutReport.Bar;
import dev.hoist.report.RolloutReport.Change;
import dev.hoist.report.RolloutReport.ChangeFinding;
import dev.hoist.report.RolloutReport.Chart;
import dev.hoist.report.RolloutReport.Environment;
import dev.hoist.report.RolloutReport.Event;
import dev.hoist.report.RolloutReport.Experiment;
import dev.hoist.report.RolloutReport.Flag;
import dev.hoist.report.RolloutReport.Freeze;
import dev.hoist.report.RolloutReport.Line;
import dev.hoist.report.RolloutReport.Link;
import dev.hoist.report.RolloutReport.Mark;
import dev.hoist.report.RolloutReport.Owner;
import dev.hoist.report.RolloutReport.Placement;
import dev.hoist.report.RolloutReport.PlannedStep;
import dev.hoist.report.RolloutReport.Point;
import dev.hoist.report.RolloutReport.PolicySection;
import dev.hoist.report.RolloutReport.Reading;
import dev.hoist.report.RolloutReport.Reason;
import dev.hoist.report.RolloutReport.State;
import dev.hoist.report.RolloutReport.Urgency;
import dev.hoist.report.RolloutReport.Users;
import dev.hoist.report.RolloutReport.Variant;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small report with one of everything; texts can be made hostile. */
final class SampleReport {
    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final List<Double> LADDER = List.of(0.0, 1.0, 5.0, 10.0, 25.0, 50.0, 75.0, 100.0);

    private SampleReport() {}

    static RolloutReport plain() {
        return withText("Master switch for state persistence");
    }

    /** Every free text is the one given. */
    static RolloutReport withText(String text) {
        List<Flag> flags = List.of(
                flag(
                        "use_state_persistence",
                        text,
                        List.of(),
                        List.of("enable_state_snapshots"),
                        50,
                        50,
                        State.WAITING),
                flag(
                        "enable_state_snapshots",
                        text,
                        List.of("use_state_persistence"),
                        List.of(),
                        10,
                        25,
                        State.BLOCKED));
        return new RolloutReport(
                NOW,
                ZoneId.of("Europe/Berlin"),
                "2bbd6b1cf33b2bbd6b1cf33b2bbd6b1cf33b2bbd",
                List.of(
                        new Attention(
                                Urgency.BREACHED,
                                Optional.of("enable_state_snapshots"),
                                Optional.of("production"),
                                Optional.empty(),
                                text),
                        new Attention(
                                Urgency.REFUSED, Optional.empty(), Optional.empty(), Optional.of(commit(3)), text)),
                List.of(new Environment("staging", false, 2, 0, 0), new Environment("production", false, 0, 2, 0)),
                flags,
                List.of(new Experiment(
                        "recovery_feature_value",
                        "game-platform",
                        text,
                        "use_state_persistence",
                        "running",
                        List.of(new Variant("no_recovery", "33.33"), new Variant("auto_recovery", "66.67")),
                        List.of(text),
                        Optional.of(10000L))),
                List.of(
                        new Change(
                                commit(3),
                                NOW.minusSeconds(7200),
                                text,
                                text,
                                false,
                                "raise",
                                List.of("production enable_state_snapshots 5 → 25 %"),
                                List.of(new ChangeFinding("skipped-step", true, Optional.of("x"), text)),
                                Optional.of(text)),
                        new Change(
                                commit(2),
                                NOW.minusSeconds(90000),
                                text,
                                text,
                                true,
                                "raise",
                                List.of(),
                                List.of(),
                                Optional.empty())),
                List.of(new Owner("game-platform", List.of("use_state_persistence", "enable_state_snapshots"))),
                List.of(new PolicySection("production", List.of("Flags rise 0, 1, 5, 10, 25, 50, 75, 100 %.", text))),
                List.of());
    }

    static String commit(int number) {
        return Integer.toString(number).repeat(40);
    }

    private static Flag flag(
            String key,
            String text,
            List<String> dependencies,
            List<String> dependents,
            double effective,
            double declared,
            State state) {
        return new Flag(
                key,
                "state-persistence",
                "game-platform",
                text,
                dependencies,
                dependents,
                List.of(
                        new Link("dashboard", "https://grafana.example.com/d/1"),
                        new Link(text, "javascript:alert(1)")),
                List.of(text),
                Optional.of(LocalDate.of(2027, 3, 1)),
                false,
                false,
                false,
                "flags/state-persistence/" + key + ".yaml",
                1,
                List.of(
                        placement("staging", text, List.of(new Bar("", 100, 100, LADDER)), State.COMPLETE, false),
                        placement(
                                "production",
                                text,
                                key.startsWith("use")
                                        ? List.of(new Bar("", declared, effective, LADDER))
                                        : List.of(
                                                new Bar("internal", 100, 100, List.of(0.0, 100.0)),
                                                new Bar("beta", declared, effective, List.of(0.0, 50.0, 100.0)),
                                                new Bar("ga", 0, 0, LADDER)),
                                state,
                                true)));
    }

    private static Placement placement(String environment, String text, List<Bar> bars, State state, boolean rich) {
        List<Line> lines = new ArrayList<>();
        for (Bar bar : bars) {
            lines.add(new Line(
                    bar.label(),
                    List.of(
                            new Point(NOW.minusSeconds(1_000_000), 0),
                            new Point(NOW.minusSeconds(600_000), bar.effective() / 2),
                            new Point(NOW.minusSeconds(300_000), bar.effective()))));
        }
        return new Placement(
                environment,
                "percentage",
                true,
                true,
                rich ? Optional.of(new Freeze(Optional.of(text), Optional.of("2026-11-24"))) : Optional.empty(),
                bars,
                Optional.of(new Users(51_100, 102_200)),
                Optional.of(NOW.minusSeconds(300_000)),
                Optional.of("100"),
                state,
                state == State.COMPLETE ? Optional.empty() : Optional.of("75"),
                state == State.WAITING ? Optional.of(NOW.plusSeconds(7200)) : Optional.empty(),
                state == State.BLOCKED ? List.of(new Reason("ahead-of-dependency", text, text)) : List.of(),
                rich ? List.of(new Reading("error-rate", "breach", true, text)) : List.of(),
                new Chart(
                        lines,
                        List.of(
                                new Mark(Event.RAISE, NOW.minusSeconds(600_000), commit(1), text),
                                new Mark(Event.REFUSED, NOW.minusSeconds(300_000), commit(2), text),
                                new Mark(Event.FREEZE, NOW.minusSeconds(200_000), commit(3), text),
                                new Mark(Event.LOWER, NOW.minusSeconds(100_000), commit(3), text)),
                        rich
                                ? List.of(
                                        new PlannedStep("75", NOW.plusSeconds(7200)),
                                        new PlannedStep("100", NOW.plusSeconds(200_000)))
                                : List.of()),
                5);
    }
}
