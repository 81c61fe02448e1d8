package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class UnknownCheckTest {
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
    void refusesAnUnknownCheck() {
        adding("checklist: [oncall-briefed]  # refused: unknown-check\nenvironments: {}");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:4:13: "f" names the checklist item "oncall-briefed", which the policy does not have [unknown-check]
                        help: did you mean "on-call-briefed"?""");
    }

    @Test
    void warnsOfANameThatAPolicyOnceHad() {
        scenario.flag("f", "checklist: [on-call-briefed]\nenvironments: {}").base();
        scenario.policy(POLICY.replace("[on-call-briefed]", "[]"))
                .expect("flags/policy.yaml:9", "warning: policy-edited")
                .expect("flags/g/f.yaml:4", "warning: unknown-check")
                .verify();
    }
}
