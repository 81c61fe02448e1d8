package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class PolicyEditedTest {
    private static final String POLICY = """
            policy: 1
            zone: Europe/Berlin
            rings: {internal: {description: us}, ga: {}}
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
              sandbox: {ladder: [0, 100], soak: 0m, free: true}
            stale_after: 90d
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void warnsOfAnEditedPolicy() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.policy(POLICY.replace("90d", "91d")).expect("flags/policy.yaml:1", "warning: policy-edited");
        assertThat(text(scenario.warning())).isEqualTo("""
                        flags/policy.yaml:1:1: the policy changes; this change is judged by the one before it [policy-edited]
                        help: let the people who answer for the rules review it""");
    }

    @Test
    void saysNothingOfTextsThatDecideNothing() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.policy("# a comment\n" + POLICY.replace("description: us", "description: all of us"))
                .verify();
    }
}
