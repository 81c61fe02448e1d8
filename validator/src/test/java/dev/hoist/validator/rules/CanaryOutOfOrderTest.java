package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class CanaryOutOfOrderTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production:
                ladder: [0, 10, 50, 100]
                soak: 0m
                regions: {eu: {a: 2, b: 3}, us: {c: 5, d: 10}}
                canary:
                  - {servers: 1, traffic: [2, 5]}
                  - {regions: 1, traffic: [5, 15]}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario raising(String before, String after) {
        scenario.production("f", before).base();
        return scenario.production("f", after);
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
                        flags/g/f.yaml:5:35: "f" goes from 0 servers and 0 regions to 1 server and 1 region in production, which is not the next canary stage [canary-out-of-order]
                        help: first set the lists to 1 server and 0 regions, which is stage 1""");
    }

    @Test
    void refusesTooMuchTraffic() {
        raising("{percentage: 0}", "{canary: {servers: [d]}, percentage: 0}  # refused: canary-out-of-order");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:35: servers with "f" at 100 would have 10 % of the traffic in production; canary stage 1 needs 2 to 5 % [canary-out-of-order]
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
                        help: first set the lists to 1 server and 1 region, which is stage 2""");
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
        assertThat(scenario.refusal().help()).contains("first lower \"f\" to a stage that the policy names");
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
    void refusesTooLittleTraffic() {
        scenario.policy(POLICY.replace("[2, 5]", "[2.01, 5]"));
        raising("{percentage: 0}", "{canary: {servers: [a]}, percentage: 0}  # refused: canary-out-of-order");
        assertThat(scenario.refusal().message())
                .isEqualTo(
                        "servers with \"f\" at 100 would have 2 % of the traffic in production; canary stage 1 needs 2.01 to 5 %");
    }

    @Test
    void pointsAtTheListWhereThePercentageSaysNothing() {
        raising(
                "{canary: {servers: [a], regions: [eu]}, percentage: 10}",
                "{canary: {servers: [a, c], regions: [eu]}, percentage: 0}  # refused: canary-out-of-order, raise-not-alone");
        assertThat(scenario.verify().findings())
                .filteredOn(finding -> finding.rule().text().equals("canary-out-of-order"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.place().orElseThrow().column()).isEqualTo(38));
    }

    @Test
    void pointsAtThePercentageThatChangesTogetherWithAStage() {
        raising(
                "{canary: {servers: [a]}, percentage: 0}",
                "{canary: {servers: [a], regions: [eu]}, percentage: 10}  # refused: canary-out-of-order");
        assertThat(scenario.refusal().place().orElseThrow().column()).isEqualTo(67);
    }
}
