package dev.hoist.validator.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

/** Where the figure stands that makes a flag rise. */
class RaiseTest {
    private static final String POLICY = """
        policy: 1
        rings: {internal: {}, beta: {}, ga: {}}
        environments:
          production:
            ladder: [0, 10, 100]
            soak: 0m
            regions: {eu: {a: 2, b: 3}, us: {c: 5}}
        """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Raise rise(String before, String after) {
        scenario.production("f", before).base();
        return rise(scenario.production("f", after));
    }

    private static Raise rise(Scenario scenario) {
        Change change = new Change(scenario.tree(), new Evidence(scenario.line(), scenario.now()));
        assertThat(change.raises()).hasSize(1);
        return change.raises().get(0);
    }

    private static String place(Raise rise) {
        return rise.place().line() + ":" + rise.place().column();
    }

    @Test
    void isThePercentage() {
        assertThat(place(rise("{percentage: 0}", "{percentage: 10}"))).isEqualTo("5:28");
    }

    @Test
    void isTheFirstRingThatRises() {
        Raise rise = rise("{rings: {ga: 0, beta: 0, internal: 10}}", "{rings: {ga: 10, beta: 10, internal: 10}}");
        assertThat(rise.risingRings()).containsExactly("beta", "ga");
        assertThat(place(rise)).isEqualTo("5:28");
    }

    @Test
    void isTheFirstFigureWhereTheRisingRingHasNone() {
        Raise rise = rise("{rings: {internal: 10, ga: 0}}", "{rings: {internal: 10, ga: 10}}");
        assertThat(rise.risingRings()).containsExactly("beta", "ga");
        assertThat(place(rise)).isEqualTo("5:42");
    }

    @Test
    void isForACellTheFigureOfTheNextRingOutsideThatIsWritten() {
        Raise rise = rise("{rings: {internal: 10, ga: 0}}", "{rings: {internal: 10, ga: 10}}");
        assertThat(rise.cellsOnTheLadder())
                .extracting(cell -> rise.place(cell).column())
                .containsExactly(42, 42);
    }

    @Test
    void isTheServerThatIsNew() {
        assertThat(place(rise("{canary: {servers: [a]}}", "{canary: {servers: [a, b]}}")))
                .isEqualTo("5:38");
        assertThat(rise("{canary: {servers: [a]}}", "{canary: {servers: [a, b]}}")
                        .canaryServers())
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void isTheRegionThatIsNew() {
        Raise rise = rise("{canary: {servers: [a]}}", "{canary: {servers: [a], regions: [us]}}");
        assertThat(place(rise)).isEqualTo("5:49");
        assertThat(rise.canaryServers()).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void isThePercentageWhereTheListsStay() {
        assertThat(place(rise("{canary: {servers: [a]}, percentage: 0}", "{canary: {servers: [a]}, percentage: 10}")))
                .isEqualTo("5:52");
    }

    @Test
    void isForEachCellTheFigureOfItsOwnRing() {
        Raise rise = rise("{rings: {internal: 0, beta: 0, ga: 0}}", "{rings: {internal: 100, beta: 10, ga: 0}}");
        assertThat(place(rise)).isEqualTo("5:34");
        assertThat(rise.cellsOnTheLadder())
                .extracting(cell -> rise.place(cell).column())
                .containsExactly(34, 45);
    }

    @Test
    void isTheFirstFigureWhereAnotherFlagUncapsARingThatHasNone() {
        scenario.production("root", "{rings: {internal: 0, beta: 100, ga: 100}}")
                .flag("f", "dependencies: [root]\nenvironments:\n  production: {rings: {beta: 10, ga: 0}}")
                .base();
        scenario.production("root", "{rings: {internal: 10, beta: 100, ga: 100}}");
        Change change = new Change(scenario.tree(), new Evidence(scenario.line(), scenario.now()));
        assertThat(change.uncapped()).singleElement().satisfies(rise -> {
            assertThat(rise.risingRings()).containsExactly("internal");
            assertThat(place(rise)).isEqualTo("6:30");
        });
    }
}
