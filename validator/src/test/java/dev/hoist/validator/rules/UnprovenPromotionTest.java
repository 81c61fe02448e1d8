package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class UnprovenPromotionTest {
    private static final String POLICY = """
            policy: 1
            rings: {internal: {}, ga: {}}
            environments:
              staging: {ladder: [0, 10, 50, 100], soak: 0m}
              production:
                after: {environment: staging, at: 50}
                ladder: [0, 10, 50, 100]
                soak: 0m
                checklist: [tested, briefed]
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario raising(String staging, String checklist) {
        String rest = "checklist: " + checklist + "\nenvironments:\n  staging: " + staging + "\n  production: ";
        scenario.flag("f", rest + "{percentage: 0}").base();
        return scenario.flag("f", rest + "{percentage: 10}");
    }

    @Test
    void refusesBelowWhatTheEnvironmentBeforeHasToReach() {
        raising("{percentage: 49.99}", "[tested, briefed]").expect("flags/g/f.yaml:7", "refused: unproven-promotion");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:7:28: "f" rises in production, but in staging it stands at 49.99 % and must first reach 50 % [unproven-promotion]
                        help: first raise it to 50 % in staging""");
    }

    @Test
    void acceptsExactlyWhatTheEnvironmentBeforeHasToReach() {
        raising("{percentage: 50}", "[tested, briefed]").verify();
    }

    @Test
    void looksAtEveryCellOfTheEnvironmentBefore() {
        raising("{rings: {internal: 100, ga: 10}}", "[tested, briefed]")
                .expect("flags/g/f.yaml:7", "refused: unproven-promotion")
                .verify();
    }
}
