package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class UnknownRingTest {
    private static final String POLICY = """
            policy: 1
            rings: {internal: {}, ga: {}}
            environments:
              staging: {ladder: [0, 100], soak: 0m, regions: {us: {c: 1}}}
              production:
                ladder: [0, 10, 50, 100]
                soak: 0m
                regions: {eu-west: {game-eu-1: 4}}
                checklist: [on-call-briefed]
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario adding(String rest) {
        scenario.flag("parent", "environments: {}").base();
        return scenario.flag("f", rest);
    }

    @Test
    void refusesAnUnknownRing() {
        adding("environments:\n  production: {rings: {internl: 0}}  # refused: unknown-ring");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:24: "f" names the ring "internl", which the policy does not have [unknown-ring]
                        help: did you mean "internal"?""");
    }

    @Test
    void refusesATargetThatEndsAtAnUnknownRing() {
        adding("environments:\n  production: {rings: {internal: 0}, target: internl}  # refused: unknown-ring");
        assertThat(scenario.refusal().help()).contains("did you mean \"internal\"?");
    }

    @Test
    void acceptsATargetThatEndsAtARing() {
        adding("environments:\n  production: {rings: {internal: 0}, target: internal}")
                .verify();
    }
}
