package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.Scenario;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;

class SkippedStepTest {
    private static final String POLICY = """
            policy: 1
            rings: {internal: {}, beta: {}, ga: {}}
            environments:
              production:
                ladder: [0, 10, 50, 100]
                soak: 0m
                rings: {internal: {ladder: [0, 40, 100]}}
              sandbox: {ladder: [0, 100], soak: 0m, free: true}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario raising(String before, String after) {
        scenario.production("f", before).base();
        return scenario.production("f", after);
    }

    /** The only finding of the rule, beside those of others. */
    private ObjectAssert<Finding> assertThatSkippedStep() {
        return assertThat(scenario.verify().findings())
                .filteredOn(finding -> finding.rule().text().equals("skipped-step"))
                .singleElement();
    }

    @Test
    void refusesARungLeftOut() {
        raising("{percentage: 0}", "{percentage: 50}  # refused: skipped-step");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:28: "f" stands at 0 % in production and would go to 50 %, past 10 % [skipped-step]
                        help: go to 10 % first""");
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
        assertThatSkippedStep()
                .satisfies(
                        finding -> assertThat(finding.message())
                                .isEqualTo(
                                        "\"f\" reaches only 10 % in production because of a dependency, and would go to 100 %, past 50 %"));
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
        assertThatSkippedStep()
                .satisfies(finding -> assertThat(finding.help())
                        .contains("a dependency limits \"f\" to 0 %: first land a change that lowers \"f\" to 0 %"));
    }

    /** Half of a tenth have it, and a lowering to 5 % would leave half of a hundredth. */
    @Test
    void asksToRaiseADependencyOfAnotherSalt() {
        scenario.flag("parent", "salt: other\nenvironments: {production: {percentage: 10}}")
                .flag("f", "dependencies: [parent]\nenvironments: {production: {percentage: 50}}")
                .base();
        scenario.flag(
                        "f",
                        "dependencies: [parent]\nenvironments: {production: {percentage: 100}}  # refused: skipped-step, ahead-of-dependency")
                .expect("flags/g/f.yaml:5", "warning: capped-by-dependency");
        assertThatSkippedStep().satisfies(finding -> {
            assertThat(finding.message()).startsWith("\"f\" reaches only 5 % in production");
            assertThat(finding.help()).contains("raise its dependency first");
        });
    }

    @Test
    void leavesFreeEnvironmentsAlone() {
        scenario.flag("f", "environments: {sandbox: {percentage: 0}}").base();
        scenario.flag("f", "environments: {sandbox: {percentage: 100}}").verify();
    }

    @Test
    void letsAFallGoAsFarAsItWill() {
        raising("{percentage: 100}", "{percentage: 10}").verify();
    }

    @Test
    void saysOnceOfSeveralRingsThatTheySkipTheSameRung() {
        raising("{rings: {internal: 40, beta: 0, ga: 0}}", "{rings: {internal: 40, beta: 50, ga: 50}}");
        assertThat(scenario.judge().findings())
                .filteredOn(finding -> finding.rule().text().equals("skipped-step"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .isEqualTo("\"f\" stands at 0 % in production and would go to 50 %, past 10 %"));
    }
}
