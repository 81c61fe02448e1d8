package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class IncompleteChecklistTest {
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
    void refusesToLeaveZeroWithAnItemOpen() {
        raising("{percentage: 50}", "[tested]").expect("flags/g/f.yaml:7", "refused: incomplete-checklist");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:7:28: "f" rises from 0 in production, but "briefed" is not ticked [incomplete-checklist]
                        help: do what the checklist asks, then tick the items in the flag: checklist: [tested, briefed]""");
    }

    @Test
    void asksForTheChecklistOnlyAtZero() {
        String rest = "environments:\n  staging: {percentage: 50}\n  production: ";
        scenario.flag("f", rest + "{percentage: 10}").base();
        scenario.flag("f", rest + "{percentage: 50}").verify();
    }

    @Test
    void acceptsTheItemsTickedInWhateverOrder() {
        raising("{percentage: 50}", "[briefed, tested]").verify();
    }
}
