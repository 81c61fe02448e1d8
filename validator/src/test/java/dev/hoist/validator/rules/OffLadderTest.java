package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class OffLadderTest {
    private static final String POLICY = """
            policy: 1
            rings: {internal: {}, beta: {}, ga: {}}
            environments:
              production:
                ladder: [0, 10, 50, 100]
                soak: 0m
                regions: {eu: {a: 2}}
                rings: {internal: {ladder: [0, 40, 100]}}
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
                        help: this percentage is allowed; the next raise goes to the next rung above it""");
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
    void leavesFreeEnvironmentsAlone() {
        scenario.flag("f", "environments: {sandbox: {percentage: 0}}").base();
        scenario.flag("f", "environments: {sandbox: {percentage: 33}}");
        assertThat(scenario.verify().kind().text()).isEqualTo("raise");
    }

    @Test
    void warnsOfNoFallOfAServerThatLeavesACanary() {
        raising("{canary: {servers: [a]}, percentage: 20}", "{canary: {servers: []}, percentage: 20}")
                .verify();
    }

    @Test
    void warnsOnceOfSeveralRingsThatFallToTheSameFigure() {
        raising("{rings: {internal: 50, beta: 20, ga: 0}}", "{rings: {beta: 7, ga: 0}}  # warning: off-ladder");
        assertThat(scenario.warning().message()).contains("falls to 7 %");
    }

    @Test
    void warnsOfNoFallInAFreeEnvironment() {
        scenario.flag("f", "environments: {sandbox: {percentage: 100}}").base();
        scenario.flag("f", "environments: {sandbox: {percentage: 33}}").verify();
    }
}
