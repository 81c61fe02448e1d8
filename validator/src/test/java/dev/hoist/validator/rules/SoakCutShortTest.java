package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class SoakCutShortTest {
    private static final String POLICY = """
        policy: 1
        rings: {internal: {}, beta: {}, ga: {}}
        environments:
          production:
            ladder: [0, 10, 50, 100]
            soak: 1h
            holds: {50: 4h, 0: 2h}
            rings:
              internal: {ladder: [0, 50, 100], soak: 3h}
              beta: {soak: 30m}
            regions: {eu: {a: 4, b: 4}, us: {c: 5}}
            canary:
              - {servers: 1, soak: 5h}
              - {regions: 1}
        """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void saysWhenItMovedAndWhenItMayRise() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.production("f", "{percentage: 10}").ago("59m");
        scenario.production("f", "{percentage: 50}  # refused: soak-cut-short");
        assertThat(text(scenario.refusal())).isEqualTo("""
            flags/g/f.yaml:5:28: "f" last moved in production at 2026-11-24 08:01 UTC, 59m ago, and must stand for 1h before it rises [soak-cut-short]
            help: wait until it has soaked\
            """);
        assertThat(scenario.refusal().passesFrom()).contains(scenario.now().plusSeconds(60));
    }

    @Test
    void refusesOneSecondBeforeTheSoakEndsAndAcceptsAtItsEnd() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.production("f", "{percentage: 10}").at(scenario.now().minusSeconds(3599));
        scenario.production("f", "{percentage: 50}  # refused: soak-cut-short").verify();
        scenario.now(scenario.now().plusSeconds(1).toString());
        scenario.production("f", "{percentage: 50}").verify();
    }

    @Test
    void namesTheSecondAtWhichItPasses() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.production("f", "{percentage: 10}").at(scenario.now().minusSeconds(3599));
        scenario.production("f", "{percentage: 50}  # refused: soak-cut-short");
        assertThat(scenario.refusal().passesFrom()).contains(scenario.now().plusSeconds(1));
    }

    @Test
    void soaksAfterAFallToo() {
        scenario.production("f", "{percentage: 50}").base();
        scenario.production("f", "{percentage: 10}").ago("30m");
        scenario.production("f", "{percentage: 50}  # refused: soak-cut-short").verify();
    }

    @Test
    void lowersAtAnyTime() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.production("f", "{percentage: 50}").ago("1m");
        scenario.production("f", "{percentage: 10}").verify();
    }

    @Test
    void holdsARungForAsLongAsThePolicySays() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.production("f", "{percentage: 50}").ago("3h59m");
        scenario.production("f", "{percentage: 100}  # refused: soak-cut-short");
        assertThat(scenario.refusal().message()).endsWith("3h59m ago, and must stand for 4h before it rises");
    }

    @Test
    void lettsGoOfARungAtTheEndOfItsHold() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.production("f", "{percentage: 50}").ago("4h");
        scenario.production("f", "{percentage: 100}").verify();
    }

    @Test
    void holdsZeroOnlyWhereNobodyIsExposed() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.production("f", "{percentage: 0}").ago("1h59m");
        scenario.production("f", "{percentage: 10}  # refused: soak-cut-short");
        assertThat(scenario.refusal().message()).endsWith("must stand for 2h before it rises");
    }

    @Test
    void asksForTheSoakOfTheOutermostExposedRing() {
        scenario.production("f", "{rings: {internal: 50, beta: 0, ga: 0}}").base();
        scenario.production("f", "{rings: {internal: 100, beta: 0, ga: 0}}").ago("2h59m");
        scenario.production("f", "{rings: {internal: 100, beta: 10, ga: 0}}  # refused: soak-cut-short");
        assertThat(scenario.refusal().message()).endsWith("must stand for 3h before it rises");
    }

    @Test
    void takesAShorterSoakOfARingInPlaceOfTheEnvironments() {
        scenario.production("f", "{rings: {internal: 100, beta: 0, ga: 0}}").base();
        scenario.production("f", "{rings: {internal: 100, beta: 10, ga: 0}}").ago("30m");
        scenario.production("f", "{rings: {internal: 100, beta: 50, ga: 0}}").verify();
    }

    @Test
    void takesTheEnvironmentsSoakWhereTheOutermostExposedRingHasNone() {
        scenario.production("f", "{rings: {internal: 100, beta: 100, ga: 0}}").base();
        scenario.production("f", "{rings: {internal: 100, beta: 100, ga: 10}}").ago("59m");
        scenario.production("f", "{rings: {internal: 100, beta: 100, ga: 50}}  # refused: soak-cut-short");
        assertThat(scenario.refusal().message()).endsWith("must stand for 1h before it rises");
    }

    @Test
    void takesTheLongerOfHoldAndRingSoak() {
        scenario.production("f", "{rings: {internal: 0, beta: 0, ga: 0}}").base();
        scenario.production("f", "{rings: {internal: 50, beta: 0, ga: 0}}").ago("3h30m");
        scenario.production("f", "{rings: {internal: 100, beta: 0, ga: 0}}  # refused: soak-cut-short");
        assertThat(scenario.refusal().message()).endsWith("must stand for 4h before it rises");
    }

    @Test
    void soaksACanaryStage() {
        scenario.production("f", "{canary: {servers: []}, percentage: 0}").base();
        scenario.production("f", "{canary: {servers: [a]}, percentage: 0}").ago("4h59m");
        scenario.production("f", "{canary: {servers: [a], regions: [us]}, percentage: 0}  # refused: soak-cut-short");
        assertThat(scenario.refusal().message()).endsWith("must stand for 5h before it rises");
    }

    @Test
    void takesTheEnvironmentsSoakAtAStageThatHasNone() {
        scenario.production("f", "{canary: {servers: [a]}, percentage: 0}").base();
        scenario.production("f", "{canary: {servers: [a], regions: [us]}, percentage: 0}")
                .ago("1h");
        scenario.production("f", "{canary: {servers: [a], regions: [us]}, percentage: 10}")
                .verify();
    }

    @Test
    void leavesTheStageBehindOnceThePercentageMoved() {
        scenario.production("f", "{canary: {servers: [a], regions: [us]}, percentage: 0}")
                .base();
        scenario.production("f", "{canary: {servers: [a], regions: [us]}, percentage: 10}")
                .ago("1h");
        scenario.production("f", "{canary: {servers: [a], regions: [us]}, percentage: 50}")
                .verify();
    }

    @Test
    void countsAMovementByADependency() {
        scenario.production("parent", "{percentage: 50}")
                .flag("f", "dependencies: [parent]\nenvironments: {production: {percentage: 10}}")
                .base();
        scenario.production("parent", "{percentage: 0}").ago("10h");
        scenario.production("parent", "{percentage: 50}").ago("30m");
        scenario.flag("f", """
            dependencies: [parent]
            environments: {production: {percentage: 50}}  # refused: soak-cut-short
            """);
        scenario.verify();
    }

    @Test
    void doesNotCountAChangeThatMovesNobody() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.flag("f", "tags: [a]\nenvironments: {production: {percentage: 10}}")
                .ago("1m");
        scenario.flag("f", "tags: [a]\nenvironments: {production: {percentage: 50}}")
                .verify();
    }

    @Test
    void countsFromTheBaseline() {
        scenario.production("f", "{percentage: 10}").ago("59m");
        scenario.production("f", "{percentage: 50}  # refused: soak-cut-short").verify();
    }

    @Test
    void judgesByThePolicyOfBase() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.production("f", "{percentage: 10}").ago("30m");
        scenario.policy(POLICY.replace("soak: 1h", "soak: 1m")
                .replace("soak: 1m", "soak: 1m  # refused: raise-not-alone, warning: policy-edited"));
        scenario.production("f", "{percentage: 50}  # refused: soak-cut-short").verify();
    }
}
