package dev.hoist.validator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.Hoist;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operations guide, replayed by this repository's own policy at the guide's own times. */
class GuideTest {
    private static final Path OWN = Path.of("..").toAbsolutePath().normalize();
    private static final String CORE = "flags/state-persistence/use_state_persistence.yaml";
    private static final String SNAPSHOTS = "flags/state-persistence/enable_state_snapshots.yaml";
    private static final String RECOVERY = "flags/state-persistence/enable_state_recovery.yaml";
    private static final List<String> USE_CASES = List.of("startgame", "playturn", "declare", "scoring");
    private static final String STAGED = "staging:    {rings: {internal: %d, beta: %d, ga: %d}}";
    private static final String TICKED = """
        checklist:
          - staging-tests-passing
          - rollback-tested
          - dashboards-ready
          - alerts-configured
          - on-call-briefed
          - support-notified
        """;
    private static final String MEASURED = "  - performance-measured\n";

    @TempDir
    Path directory;

    private Workbench bench;

    @BeforeEach
    void beginAtNothing() {
        bench = Workbench.in(directory);
        Map<String, String> own = ownFiles();
        own.forEach(bench::write);
        USE_CASES.stream()
                .map(GuideTest::useCase)
                .forEach(flag -> bench.edit(
                                flag,
                                "staging:    {rings: {internal: 100, beta: 100, ga: 100}}",
                                STAGED.formatted(0, 0, 0))
                        .edit(flag, "links:", TICKED + MEASURED + "links:"));
        for (String flag : List.of(CORE, SNAPSHOTS, RECOVERY)) {
            bench.edit(flag, "staging:    {percentage: 100}", "staging:    {percentage: 0}");
        }
        bench.edit(CORE, "production: {percentage: 100}", "production: {percentage: 0}")
                .edit(SNAPSHOTS, "internal: 100, beta: 0", "internal: 0, beta: 0")
                .edit(SNAPSHOTS, "links:", MEASURED + "links:")
                .edit(RECOVERY, "links:", TICKED + MEASURED + "links:");
        bench.berlin("2026-11-02T06:00").bypass("Begin");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static Map<String, String> ownFiles() {
        try (Stream<Path> files = Files.walk(OWN.resolve("flags"))) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .filter(path -> !path.toString().contains("target"))
                    .toList()) {
                texts.put(OWN.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String useCase(String name) {
        return "flags/state-persistence/use_state_persistence_" + name + ".yaml";
    }

    // the steps of the guide

    private void percentage(String flag, String environment, int from, int to) {
        String name = environment.equals("staging") ? "staging:    " : "production: ";
        bench.edit(flag, name + "{percentage: " + from + "}", name + "{percentage: " + to + "}");
    }

    /** Every rung in staging, half an hour each. */
    private void stage(String flag) {
        int stands = 0;
        for (int rung : List.of(1, 5, 10, 25, 50, 75, 100)) {
            bench.later(Duration.ofMinutes(30));
            percentage(flag, "staging", stands, rung);
            bench.land(Kind.RAISE);
            stands = rung;
        }
    }

    /** Staging done with before the story begins; nobody was asked. */
    private void staged(String... flags) {
        for (String flag : flags) {
            String text = bench.read(flag);
            bench.write(
                    flag,
                    text.replace("staging:    {percentage: 0}", "staging:    {percentage: 100}")
                            .replace(STAGED.formatted(0, 0, 0), STAGED.formatted(100, 100, 100)));
            assertThat(bench.read(flag)).isNotEqualTo(text);
        }
        bench.bypass("Stage");
    }

    private void stageRings(String flag) {
        int[] stands = {0, 0, 0};
        for (int ring = 0; ring < stands.length; ring++) {
            for (int rung : List.of(1, 5, 10, 25, 50, 75, 100)) {
                String before = STAGED.formatted(stands[0], stands[1], stands[2]);
                stands[ring] = rung;
                bench.later(Duration.ofMinutes(30))
                        .edit(flag, before, STAGED.formatted(stands[0], stands[1], stands[2]));
                bench.land(Kind.RAISE);
            }
        }
    }

    private void produce(String flag, String time, int from, int to) {
        bench.berlin(time);
        percentage(flag, "production", from, to);
        bench.land(Kind.RAISE);
    }

    /** The first day in production, behind every rung in staging. */
    private void timelineUntil25() {
        stage(CORE);
        firstDay();
    }

    private void firstDay() {
        produce(CORE, "2026-11-03T09:30", 0, 1);
        produce(CORE, "2026-11-03T11:00", 1, 5);
        produce(CORE, "2026-11-03T13:00", 5, 10);
        produce(CORE, "2026-11-03T15:00", 10, 25);
    }

    private void timeline() {
        timelineUntil25();
        otherDays();
    }

    private void otherDays() {
        produce(CORE, "2026-11-04T09:00", 25, 50);
        produce(CORE, "2026-11-04T15:00", 50, 75);
        produce(CORE, "2026-11-05T09:00", 75, 100);
    }

    @Test
    void acceptsTheExampleTimelineAtItsOwnTimes() {
        timeline();
        List<AuditedChange> audited = bench.audited();
        assertThat(audited).hasSize(1 + 7 + 7);
        assertThat(audited.get(0).verdict().kind()).isEqualTo(Kind.BASELINE);
        assertThat(audited).allMatch(change -> change.verdict().accepted());
        assertThat(audited.subList(1, audited.size()))
                .allMatch(change -> change.verdict().kind() == Kind.RAISE);
    }

    @Test
    void acceptsTheWayToTheStateThisRepositoryIsIn() {
        timeline();
        stage(SNAPSHOTS);
        stage(RECOVERY);
        USE_CASES.stream().map(GuideTest::useCase).forEach(this::stageRings);
        bench.berlin("2026-11-12T09:00").edit(SNAPSHOTS, "internal: 0, beta: 0", "internal: 100, beta: 0");
        bench.land(Kind.RAISE);
        USE_CASES.stream().map(GuideTest::useCase).forEach(flag -> bench.edit(flag, TICKED + MEASURED, ""));
        bench.edit(RECOVERY, TICKED + MEASURED, "").edit(SNAPSHOTS, MEASURED, "");
        bench.land(Kind.NONE);
        ownFiles().forEach((path, text) -> assertThat(bench.read(path)).as(path).isEqualTo(text));
    }

    @Test
    void findsNothingWrongWithThisRepository() {
        assertThat(new Hoist()
                        .structure(OWN, "flags", Instant.parse("2026-11-12T09:00:00Z"))
                        .findings())
                .isEmpty();
    }

    // what the guide warns against, or does itself although it warns against it

    @Test
    void refusesRecoveryFrom0To50() {
        staged(CORE, SNAPSHOTS, RECOVERY);
        firstDay();
        otherDays();
        bench.berlin("2026-11-10T09:00").edit(SNAPSHOTS, "internal: 0, beta: 0", "internal: 100, beta: 0");
        bench.land(Kind.RAISE);
        bench.berlin("2026-11-17T09:00");
        percentage(RECOVERY, "production", 0, 50);
        bench.refused("skipped-step", "ahead-of-dependency");
    }

    @Test
    void refusesRecoveryFrom0To50WhereItsDependenciesAreThere() {
        staged(CORE, SNAPSHOTS);
        bench.later(Duration.ofHours(1));
        percentage(RECOVERY, "staging", 0, 50);
        bench.refused("skipped-step");
    }

    @Test
    void refusesToIncreaseBy10() {
        timelineUntil25();
        bench.berlin("2026-11-04T09:00");
        percentage(CORE, "production", 25, 35);
        bench.refused("off-ladder");
    }

    @Test
    void refusesToGoFrom50To100() {
        timelineUntil25();
        produce(CORE, "2026-11-04T09:00", 25, 50);
        bench.berlin("2026-11-05T09:00");
        percentage(CORE, "production", 50, 100);
        bench.refused("skipped-step");
    }

    @Test
    void refusesThreeUseCasesInOneLoop() {
        staged(CORE, useCase("playturn"), useCase("declare"), useCase("scoring"));
        firstDay();
        otherDays();
        bench.berlin("2026-11-12T09:00");
        for (String name : List.of("playturn", "declare", "scoring")) {
            bench.edit(useCase(name), "production: {rings: {internal: 0,", "production: {rings: {internal: 100,");
        }
        Verdict verdict = bench.refused("several-raises");
        assertThat(verdict.movements()).hasSize(3);
        for (String name : List.of("playturn", "declare", "scoring")) {
            bench.edit(
                    useCase(name),
                    "production: {rings: {internal: 0, beta: 0, ga: 0}}",
                    "production: {strategy: percentage, percentage: 10}");
        }
        bench.refused("several-raises", "skipped-step");
    }

    @Test
    void refusesTwoRingsAtOnceAndTheNextRingAWeekEarly() {
        staged(CORE, useCase("startgame"));
        firstDay();
        otherDays();
        bench.berlin("2026-11-09T09:00")
                .edit(
                        useCase("startgame"),
                        "production: {rings: {internal: 0, beta: 0",
                        "production: {rings: {internal: 100, beta: 50");
        bench.refused("ring-out-of-order");
        bench.edit(useCase("startgame"), "production: {rings: {internal: 0,", "production: {rings: {internal: 100,");
        bench.land(Kind.RAISE);
        bench.berlin("2026-11-16T08:59")
                .edit(
                        useCase("startgame"),
                        "production: {rings: {internal: 100, beta: 0",
                        "production: {rings: {internal: 100, beta: 50");
        bench.refused("soak-cut-short");
        bench.berlin("2026-11-16T09:00")
                .edit(
                        useCase("startgame"),
                        "production: {rings: {internal: 100, beta: 0",
                        "production: {rings: {internal: 100, beta: 50");
        bench.land(Kind.RAISE);
    }

    @Test
    void refusesTenMinutesEarly() {
        timelineUntil25();
        produce(CORE, "2026-11-04T09:00", 25, 50);
        bench.berlin("2026-11-04T12:50");
        percentage(CORE, "production", 50, 75);
        Verdict verdict = bench.refused("soak-cut-short");
        assertThat(verdict.findings().stream()
                        .filter(Finding::isError)
                        .flatMap(finding -> finding.passesFrom().stream()))
                .containsExactly(Instant.parse("2026-11-04T12:00:00Z"));
        produce(CORE, "2026-11-04T13:00", 50, 75);
    }

    @Test
    void refusesProductionBeforeStagingPeakHoursFreezesAndAnUntickedList() {
        percentage(CORE, "production", 0, 1);
        bench.berlin("2026-11-03T09:30").refused("unproven-promotion");
        stage(CORE);
        bench.berlin("2026-11-03T17:30");
        percentage(CORE, "production", 0, 1);
        bench.refused("closed-window");
        bench.berlin("2026-12-24T09:00");
        percentage(CORE, "production", 0, 1);
        bench.refused("closed-window");
        bench.berlin("2026-11-04T09:30").edit(CORE, "  - on-call-briefed\n", "").land(Kind.NONE);
        percentage(CORE, "production", 0, 1);
        bench.refused("incomplete-checklist");
    }

    @Test
    void refusesSnapshotsInAllOfProductionWhileTheCoreIsAt25() {
        staged(CORE, SNAPSHOTS);
        firstDay();
        bench.berlin("2026-11-09T09:00").edit(SNAPSHOTS, "internal: 0, beta: 0", "internal: 100, beta: 0");
        bench.refused("ahead-of-dependency");
    }

    // when it goes wrong

    @Test
    void rollsBackToAPreviousPercentageAtAnyTimeAndRaisesAgainAfterASoak() {
        timelineUntil25();
        produce(CORE, "2026-11-04T16:59", 25, 50);
        bench.berlin("2026-11-04T17:01");
        percentage(CORE, "production", 50, 25);
        bench.land(Kind.ROLLBACK);
        bench.berlin("2026-11-05T09:00");
        percentage(CORE, "production", 25, 50);
        bench.land(Kind.RAISE);
    }

    @Test
    void countsASoakFromARollback() {
        timelineUntil25();
        bench.berlin("2026-11-05T09:00");
        percentage(CORE, "production", 25, 10);
        bench.land(Kind.ROLLBACK);
        bench.berlin("2026-11-05T09:59");
        percentage(CORE, "production", 10, 25);
        bench.refused("soak-cut-short");
        produce(CORE, "2026-11-05T10:00", 10, 25);
    }

    @Test
    void rollsEverythingBackAtOnceInTheMiddleOfAFreeze() {
        timeline();
        stage(SNAPSHOTS);
        stage(RECOVERY);
        bench.berlin("2026-11-10T09:00").edit(SNAPSHOTS, "internal: 0, beta: 0", "internal: 100, beta: 0");
        bench.land(Kind.RAISE);
        bench.berlin("2026-12-24T18:30")
                .edit(CORE, "production: {percentage: 100}", "production: {enabled: false, percentage: 100}")
                .edit(SNAPSHOTS, "production: {strategy", "production: {enabled: false, strategy")
                .edit(RECOVERY, "production: {percentage: 0}", "production: {enabled: false, percentage: 0}");
        bench.land(Kind.ROLLBACK);
        assertThat(bench.audited()).allMatch(change -> change.verdict().accepted());
        bench.berlin("2027-01-07T09:00")
                .edit(CORE, "production: {enabled: false, percentage: 100}", "production: {percentage: 100}");
        bench.refused("skipped-step");
        bench.edit(CORE, "production: {enabled: false, percentage: 100}", "production: {percentage: 1}");
        bench.land(Kind.RAISE);
    }

    @Test
    void freezesThawsAndRaisesAgain() {
        timelineUntil25();
        bench.berlin("2026-11-04T09:00")
                .edit(
                        CORE,
                        "production: {percentage: 25}",
                        "production: {percentage: 25, frozen: {reason: error rate over 5 %, since: 2026-11-04}}")
                .land(Kind.NONE);
        bench.later(Duration.ofHours(2)).edit(CORE, "{percentage: 25, frozen", "{percentage: 50, frozen");
        bench.refused("frozen-flag");
        bench.edit(CORE, "25, frozen: {reason: error rate over 5 %, since: 2026-11-04}}", "50}");
        bench.refused("frozen-flag", "raise-not-alone");
        bench.edit(CORE, "25, frozen: {reason: error rate over 5 %, since: 2026-11-04}}", "25}")
                .land(Kind.NONE);
        percentage(CORE, "production", 25, 50);
        bench.land(Kind.RAISE);
    }
}
