package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class CappedByDependencyTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
              sandbox: {ladder: [0, 100], soak: 0m, free: true}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void warnsOfWhatADependencyLetsNobodyReach() {
        scenario.production("parent", "{percentage: 10}")
                .flag("f", "dependencies: [parent]\nenvironments:\n  production: {percentage: 50}")
                .base();
        scenario.flag(
                "f",
                "dependencies: [parent]\ntags: [t]\nenvironments:\n"
                        + "  production: {percentage: 50}  # warning: capped-by-dependency");
        assertThat(text(scenario.warning())).isEqualTo("""
                        flags/g/f.yaml:7:3: "f" is declared at 50 % in production, but its dependency "parent" has only 10 % [capped-by-dependency]
                        help: the dependency limits the users; lower the percentage to what users really get""");
    }

    @Test
    void warnsWhenTheDependencyFalls() {
        scenario.production("parent", "{percentage: 50}")
                .flag("f", "dependencies: [parent]\nenvironments:\n  production: {percentage: 50}")
                .base();
        scenario.production("parent", "{percentage: 10}")
                .expect("flags/g/f.yaml:6", "warning: capped-by-dependency")
                .verify();
    }

    @Test
    void saysNothingOfWhatIsLevelOffOrInAFreeEnvironment() {
        scenario.flag("parent", "environments: {production: {percentage: 50}, sandbox: {percentage: 0}}")
                .base();
        scenario.flag("level", "dependencies: [parent]\nenvironments: {production: {percentage: 0}}")
                .flag("parked", "dependencies: [parent]\nenvironments: {production: {enabled: false, percentage: 100}}")
                .flag("sandboxed", "dependencies: [parent]\nenvironments: {sandbox: {percentage: 0}}")
                .base();
        scenario.flag("level", "dependencies: [parent]\ntags: [t]\nenvironments: {production: {percentage: 0}}")
                .flag(
                        "parked",
                        "dependencies: [parent]\ntags: [t]\nenvironments: {production: {enabled: false, percentage: 100}}")
                .flag("sandboxed", "dependencies: [parent]\ntags: [t]\nenvironments: {sandbox: {percentage: 100}}")
                .verify();
    }
}
