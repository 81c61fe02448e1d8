package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class ReorderedRingsTest {
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
    void refusesRingsInAnotherOrder() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.policy(POLICY.replace("{internal: {description: us}, ga: {}}", "{ga: {}, new: {}, internal: {}}"))
                .expect("flags/policy.yaml:3", "refused: invalid-policy, warning: policy-edited");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/policy.yaml:3:17: the rings "internal", "ga" would stand in another order: "ga", "internal" [invalid-policy]
                        help: keep the order of the existing rings""");
    }
}
