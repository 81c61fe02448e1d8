package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class BornExposedTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void refusesABirthAboveZero() {
        scenario.production("o", "{percentage: 0}").base();
        scenario.production("f", "{percentage: 10}  # refused: born-exposed");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:28: "f" is new and already exposed in production [born-exposed]
                        help: add the flag at 0 first, then raise it in a separate change""");
    }

    @Test
    void acceptsABirthAtZeroOrDisabled() {
        scenario.production("o", "{percentage: 0}").base();
        scenario.production("f", "{percentage: 0}")
                .production("p", "{percentage: 50, enabled: false}")
                .verify();
    }
}
