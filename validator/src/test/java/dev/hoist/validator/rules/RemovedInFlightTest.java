package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class RemovedInFlightTest {
    private static final String POLICY = """
            policy: 1
            rings: {internal: {description: us}, ga: {}}
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
              sandbox: {ladder: [0, 100], soak: 0m, free: true}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void refusesToRemoveAFlagInFlight() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.without("g/f.yaml").expect("flags/g/f.yaml:1", "refused: removed-in-flight");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:1:7: "f" is removed while only some users have it in production [removed-in-flight]
                        help: first lower it to 0 or raise it to 100 everywhere, then remove it and the code that asks for it""");
    }

    @Test
    void refusesToRemoveAFlagThatSomeRingsHaveInFull() {
        scenario.production("f", "{rings: {internal: 100, ga: 0}}").base();
        scenario.without("g/f.yaml")
                .expect("flags/g/f.yaml:1", "refused: removed-in-flight")
                .verify();
    }

    @Test
    void acceptsRemovalAtNothingAtAllAndInFreeEnvironments() {
        scenario.production("all", "{percentage: 100}")
                .production("none", "{percentage: 0}")
                .flag("sandboxed", "environments: {sandbox: {percentage: 50}}")
                .base();
        scenario.without("g/all.yaml")
                .without("g/none.yaml")
                .without("g/sandboxed.yaml")
                .verify();
    }
}
