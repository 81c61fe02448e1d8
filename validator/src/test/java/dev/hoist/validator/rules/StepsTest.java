package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final String POLICY = """
            policy: 1
            rings: {internal: {}, beta: {}, ga: {}}
            environments:
              production:
                ladder: [0, 10, 50, 100]
                soak: 0m
                rings: {internal: {ladder: [0, 40, 100]}}
                regions: {eu: {a: 2, b: 3}, us: {c: 5, d: 10}}
                canary:
                  - {servers: 1, traffic: [2, 5]}
                  - {regions: 1, traffic: [5, 15]}
              sandbox: {ladder: [0, 100], soak: 0m, free: true}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario raising(String before, String after) {
        scenario.production("f", before).base();
        return scenario.production("f", after);
    }

    @Test
    void refusesWhatIsNoRung() {
        raising("{percentage: 10}", "{percentage: 49.99}  # refused: off-ladder");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:28: "f" would go to 49.99 % in production, which is no rung of its ladder [off-ladder]
                        help: the next rung is 50 %; the rungs are 0, 10, 50, 100""");
    }

    @Test
    void warnsOfAFallToWhatIsNoRung() {
        raising("{percentage: 50}", "{percentage: 20}  # warning: off-ladder");
        assertThat(text(scenario.warning())).isEqualTo("""
                        flags/g/f.yaml:5:28: "f" falls to 20 % in production, which is no rung of its ladder [off-ladder]
                        help: it may stand there; from there it rises to the next rung above""");
    }

    @Test
    void warnsOfNoFallOnACanarysServers() {
        raising(
                        "{canary: {servers: [a]}, percentage: 50}",
                        "{canary: {servers: []}, percentage: 20}  # warning: off-ladder")
                .verify();
    }

    @Test
    void climbsFromBetweenTheRungs() {
        raising("{percentage: 20}", "{percentage: 50}").verify();
    }

    @Test
    void refusesARungLeftOut() {
        raising("{percentage: 0}", "{percentage: 50}  # refused: skipped-step");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:28: "f" stands at 0 % in production and would go to 50 %, past 10 % [skipped-step]
                        help: go to 10 % first""");
    }

    @Test
    void givesARingItsOwnLadder() {
        raising("{rings: {internal: 0, beta: 0, ga: 0}}", "{rings: {internal: 40, beta: 0, ga: 0}}")
                .verify();
    }

    @Test
    void refusesTheEnvironmentsRungInARingWithItsOwn() {
        raising(
                "{rings: {internal: 0, beta: 0, ga: 0}}",
                "{rings: {internal: 10, beta: 0, ga: 0}}  # refused: off-ladder");
        assertThat(scenario.refusal().place().orElseThrow().column()).isEqualTo(34);
    }

    @Test
    void climbsTheEnvironmentsLadderWhereThePercentageIsForAll() {
        raising("{percentage: 0}", "{percentage: 10}").verify();
    }

    @Test
    void countsFromWhereUsersReallyStand() {
        scenario.production("parent", "{percentage: 10}")
                .flag("f", "dependencies: [parent]\nenvironments: {production: {percentage: 50}}")
                .base();
        scenario.flag(
                        "f",
                        "dependencies: [parent]\nenvironments: {production: {percentage: 100}}  # refused: skipped-step, ahead-of-dependency")
                .expect("flags/g/f.yaml:5", "warning: capped-by-dependency");
        assertThat(scenario.verify().findings())
                .filteredOn(finding -> finding.rule().text().equals("skipped-step"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .isEqualTo("\"f\" stands at 10 % effectively in production and would go to 100 %, past 50 %"));
    }

    @Test
    void asksToLowerWhatADependencyHoldsDown() {
        scenario.production("parent", "{percentage: 0}")
                .flag("f", "dependencies: [parent]\nenvironments: {production: {percentage: 50}}")
                .base();
        scenario.flag(
                        "f",
                        "dependencies: [parent]\nenvironments: {production: {percentage: 100}}  # refused: skipped-step, ahead-of-dependency")
                .expect("flags/g/f.yaml:5", "warning: capped-by-dependency");
        assertThat(scenario.verify().findings())
                .filteredOn(finding -> finding.rule().text().equals("skipped-step"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.help()).contains("a dependency holds it down: lower it to 0 % first"));
    }

    @Test
    void refusesARingBeforeThoseInsideIt() {
        raising(
                "{rings: {internal: 40, beta: 0, ga: 0}}",
                "{rings: {internal: 40, beta: 10, ga: 0}}  # refused: ring-out-of-order");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:44: ring "beta" of "f" rises in production while "internal" inside it does not stand at 100 % [ring-out-of-order]
                        help: bring "internal" to 100 % first""");
    }

    @Test
    void acceptsARingOnceThoseInsideItStandAtAll() {
        raising("{rings: {internal: 100, beta: 0, ga: 0}}", "{rings: {internal: 100, beta: 10, ga: 0}}")
                .verify();
    }

    @Test
    void refusesTheOutermostRingWhileAnInnerOneIsPartial() {
        raising(
                        "{rings: {internal: 100, beta: 50, ga: 0}}",
                        "{rings: {internal: 100, beta: 50, ga: 10}}  # refused: ring-out-of-order")
                .verify();
    }

    @Test
    void refusesTwoRingsAtOnce() {
        raising(
                "{rings: {internal: 0, beta: 0, ga: 0}}",
                "{rings: {internal: 40, beta: 10, ga: 0}}  # refused: ring-out-of-order");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:44: rings "internal", "beta" of "f" rise at once in production [ring-out-of-order]
                        help: raise "internal" alone first""");
    }

    @Test
    void countsARingThatReadsAsTheNextOutside() {
        raising("{rings: {ga: 0}}", "{rings: {ga: 10}}  # refused: ring-out-of-order, off-ladder")
                .verify();
    }

    @Test
    void entersTheFirstStageWithOneServer() {
        raising("{percentage: 0}", "{canary: {servers: [a]}, percentage: 0}").verify();
    }

    @Test
    void entersTheLastStageWithARegionMore() {
        raising("{canary: {servers: [a]}, percentage: 0}", "{canary: {servers: [a], regions: [eu]}, percentage: 0}")
                .verify();
    }

    @Test
    void refusesAStageSkipped() {
        raising(
                "{percentage: 0}",
                "{canary: {servers: [a], regions: [eu]}, percentage: 0}  # refused: canary-out-of-order");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:35: "f" would stand on 1 server and 1 region in production, which is not the stage after 0 servers and 0 regions [canary-out-of-order]
                        help: stage 1 stands on 1 server and 0 regions""");
    }

    @Test
    void refusesTooMuchTraffic() {
        raising("{percentage: 0}", "{canary: {servers: [d]}, percentage: 0}  # refused: canary-out-of-order");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:35: "f" would be on for 10 % of the traffic in production; canary stage 1 takes 2 to 5 % [canary-out-of-order]
                        help: choose servers or regions whose traffic adds up to that""");
    }

    @Test
    void takesTrafficUpToItsBound() {
        raising("{percentage: 0}", "{canary: {servers: [c]}, percentage: 0}").verify();
    }

    @Test
    void countsEveryServerThatIsFullyOn() {
        raising(
                "{canary: {servers: [b]}, percentage: 0}",
                "{canary: {servers: [b], regions: [us]}, percentage: 0}  # refused: canary-out-of-order");
        assertThat(scenario.refusal().message()).contains("18 % of the traffic");
    }

    @Test
    void refusesThePercentageBeforeTheLastStage() {
        raising(
                "{canary: {servers: [a]}, percentage: 0}",
                "{canary: {servers: [a]}, percentage: 10}  # refused: canary-out-of-order");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:52: the percentage of "f" rises in production before the last canary stage is reached [canary-out-of-order]
                        help: stage 2 stands on 1 server and 1 region""");
    }

    @Test
    void raisesThePercentageAfterTheLastStage() {
        raising(
                        "{canary: {servers: [a], regions: [eu]}, percentage: 0}",
                        "{canary: {servers: [a], regions: [eu]}, percentage: 10}")
                .verify();
    }

    @Test
    void refusesThePercentageTogetherWithAStage() {
        raising(
                "{canary: {servers: [a]}, percentage: 0}",
                "{canary: {servers: [a], regions: [eu]}, percentage: 10}  # refused: canary-out-of-order");
        assertThat(scenario.refusal().message())
                .isEqualTo("the percentage of \"f\" changes in production together with its canary stage");
    }

    @Test
    void refusesToGoOnFromNoStageAtAll() {
        raising(
                        "{canary: {servers: [a, b]}, percentage: 0}",
                        "{canary: {servers: [a, b], regions: [eu]}, percentage: 0}")
                .verify();
        scenario.production("f", "{canary: {servers: [a, b, c]}, percentage: 0}  # refused: canary-out-of-order");
        assertThat(scenario.refusal().help()).contains("lower it to a stage that the policy names first");
    }

    @Test
    void refusesACanaryWhereThePolicyHasNoStages() {
        scenario.policy(POLICY.replaceAll("(?m)^    canary:\\n.*\\n.*\\n", ""));
        raising("{percentage: 0}", "{canary: {servers: [a]}, percentage: 0}  # refused: canary-out-of-order");
        assertThat(scenario.refusal().help())
                .contains("the policy has no canary stages there: add them, or use percentage");
    }

    @Test
    void asksForThePercentageAfterTheLastStage() {
        raising(
                "{canary: {servers: [a], regions: [eu]}, percentage: 0}",
                "{canary: {servers: [a, c], regions: [eu]}, percentage: 0}  # refused: canary-out-of-order");
        assertThat(scenario.refusal().help()).contains("the last stage is reached: raise the percentage");
    }

    @Test
    void leavesFreeEnvironmentsAlone() {
        scenario.flag("f", "environments: {sandbox: {percentage: 0}}").base();
        scenario.flag("f", "environments: {sandbox: {percentage: 33}}");
        assertThat(scenario.verify().kind().text()).isEqualTo("raise");
    }

    @Test
    void refusesABirthAboveZero() {
        scenario.production("o", "{percentage: 0}").base();
        scenario.production("f", "{percentage: 10}  # refused: born-exposed");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:28: "f" is new and already exposed in production [born-exposed]
                        help: add the flag at 0 first, then raise it in a change of its own""");
    }

    @Test
    void acceptsABirthAtZeroOrDisabled() {
        scenario.production("o", "{percentage: 0}").base();
        scenario.production("f", "{percentage: 0}")
                .production("p", "{percentage: 50, enabled: false}")
                .verify();
    }
}
