package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class RemovedPolicyTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void refusesAPolicyRemoved() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.without("policy.yaml").expect("flags/policy.yaml", "refused: removed-policy");
        assertThat(text(scenario.refusal()))
                .isEqualTo(
                        "flags/policy.yaml: the policy is gone [removed-policy]\nhelp: bring flags/policy.yaml back");
    }

    @Test
    void warnsInARollbackWhereBaseHasLostItAlready() {
        scenario.production("f", "{percentage: 50}").base();
        scenario.without("policy.yaml").ago("1h");
        scenario.production("f", "{percentage: 10}").expect("flags/policy.yaml", "warning: removed-policy");
        scenario.verify();
    }

    @Test
    void refusesARollbackThatLosesIt() {
        scenario.production("f", "{percentage: 50}").base();
        scenario.without("policy.yaml")
                .production("f", "{percentage: 10}")
                .expect("flags/policy.yaml", "refused: removed-policy")
                .verify();
    }

    @Test
    void refusesARaiseWhereBaseHasLostItAlready() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.without("policy.yaml").ago("1h");
        scenario.production("f", "{percentage: 50}")
                .expect("flags/policy.yaml", "refused: removed-policy")
                .verify();
    }
}
