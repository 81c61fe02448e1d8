package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class ReshuffledUsersTest {
    private static final String POLICY = """
            policy: 1
            rings: {internal: {description: us}, ga: {}}
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
              sandbox: {ladder: [0, 100], soak: 0m, free: true}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void refusesAnotherSaltInFlight() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.flag("f", "salt: s\nenvironments:\n  production: {percentage: 10}")
                .expect("flags/g/f.yaml:4", "refused: raise-not-alone, reshuffled-users")
                .expect("flags/g/f.yaml:6", "refused: skipped-step");
        assertThat(scenario.verify().findings())
                .anySatisfy(finding -> assertThat(text(finding)).isEqualTo("""
                                flags/g/f.yaml:4:7: the salt of "f" changes from "g" to "s" while only some users have the flag in production [reshuffled-users]
                                help: keep "salt: g", or first lower the flag to 0 or raise it to 100 everywhere"""));
    }

    @Test
    void acceptsAnotherSaltAtAllAtNothingAndInFreeEnvironments() {
        scenario.production("all", "{percentage: 100}")
                .production("none", "{percentage: 0}")
                .flag("sandboxed", "environments: {sandbox: {percentage: 50}}")
                .base();
        scenario.flag("all", "permanent: true\nsalt: s\nenvironments: {production: {percentage: 100}}")
                .flag("none", "salt: s\nenvironments: {production: {percentage: 0}}")
                .flag("sandboxed", "salt: s\nenvironments: {sandbox: {percentage: 50}}")
                .verify();
    }
}
