package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class FrozenFlagTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void refusesToRaiseWhatBaseHasFrozen() {
        scenario.production("f", "{percentage: 10, frozen: {reason: errors}}").base();
        scenario.production("f", "{percentage: 50, frozen: {reason: errors}}  # refused: frozen-flag");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:28: "f" is frozen in production: errors [frozen-flag]
                        help: thaw it in a separate change, then raise it""");
    }

    @Test
    void refusesToThawAndRaiseAtOnce() {
        scenario.production("f", "{percentage: 10, frozen: true}").base();
        scenario.production("f", "{percentage: 50}  # refused: frozen-flag, raise-not-alone")
                .verify();
    }

    @Test
    void refusesToLiftAFrozenFlagByWhatHoldsItDown() {
        scenario.production("parent", "{percentage: 10}")
                .flag("f", "dependencies: [parent]\nenvironments:\n  production: {percentage: 50, frozen: true}")
                .base();
        scenario.production("parent", "{percentage: 50}  # refused: several-raises")
                .expect("flags/g/f.yaml:6", "refused: frozen-flag")
                .verify();
    }

    @Test
    void letsAFrozenFlagFallAndThaw() {
        scenario.production("f", "{percentage: 50, frozen: true}").base();
        scenario.production("f", "{percentage: 10}").verify();
    }

    @Test
    void doesNotTakeFalseForFrozen() {
        scenario.production("f", "{percentage: 10, frozen: false}").base();
        scenario.production("f", "{percentage: 50, frozen: false}").verify();
    }
}
