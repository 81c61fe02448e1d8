package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class UnknownGuardrailTargetTest {
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 100], soak: 0m}
        metrics: {prometheus: https://prometheus.example.com}
        """;

    private final Scenario scenario = new Scenario();

    private void guardrail(String fields) {
        scenario.policy(POLICY + "guardrails:\n  errors: {query: up, min: 1, " + fields);
    }

    @Test
    void refusesAGuardrailOnAFlagThatIsNotThere() {
        scenario.flag("checkout", "environments: {}").policy(POLICY).base();
        guardrail("flags: [checkuot]}  # refused: invalid-policy");
        scenario.expect("flags/policy.yaml:5", "warning: policy-edited");
        assertThat(scenario.verify().findings().stream()
                        .filter(finding -> finding.isError())
                        .map(Scenario::text))
                .containsExactly("""
                    flags/policy.yaml:6:39: the guardrail "errors" names an unknown flag, "checkuot" [invalid-policy]
                    help: did you mean "checkout"?\
                    """);
    }

    @Test
    void refusesAGuardrailOnAGroupThatIsNotThere() {
        scenario.flag("checkout", "environments: {}").policy(POLICY).base();
        guardrail("groups: [g, shop]}  # refused: invalid-policy");
        scenario.expect("flags/policy.yaml:5", "warning: policy-edited").verify();
    }

    @Test
    void refusesToRemoveTheLastFlagThatAGuardrailNames() {
        scenario.flag("checkout", "environments: {}").flag("basket", "environments: {}");
        guardrail("flags: [checkout, basket]}");
        scenario.base();
        scenario.without("g/basket.yaml").expect("flags/policy.yaml:6", "refused: invalid-policy");
        assertThat(text(scenario.refusal())).contains("names an unknown flag, \"basket\"");
    }

    @Test
    void acceptsFlagsAndGroupsThatAreThere() {
        scenario.flag("checkout", "environments: {}").policy(POLICY).base();
        guardrail("flags: [checkout], groups: [g]}");
        scenario.expect("flags/policy.yaml:5", "warning: policy-edited").verify();
    }
}
