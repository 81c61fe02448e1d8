package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class AheadOfDependencyTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void refusesARaiseAheadOfADependency() {
        scenario.production("parent", "{percentage: 10}")
                .flag("f", "dependencies: [parent]\nenvironments:\n  production: {percentage: 10}")
                .base();
        scenario.flag(
                "f",
                "dependencies: [parent]\nenvironments:\n"
                        + "  production: {percentage: 50}  # refused: ahead-of-dependency, warning: capped-by-dependency");
        assertThat(text(scenario.verify().findings().get(1))).isEqualTo("""
                        flags/g/f.yaml:6:28: "f" would reach 50 % in production, ahead of "parent" at 10 % [ahead-of-dependency]
                        help: raise "parent" to 50 % first, or leave "f" at 10 %""");
        assertThat(text(scenario.verify().findings().get(0))).isEqualTo("""
                        flags/g/f.yaml:6:3: "f" is declared at 50 % in production, but its dependency "parent" has only 10 % [capped-by-dependency]
                        help: the dependency limits the users; lower the percentage to what users really get""");
    }

    @Test
    void acceptsARaiseLevelWithItsDependency() {
        scenario.production("parent", "{percentage: 50}")
                .flag("f", "dependencies: [parent]\nenvironments: {production: {percentage: 10}}")
                .base();
        scenario.flag("f", "dependencies: [parent]\nenvironments: {production: {percentage: 50}}")
                .verify();
    }
}
