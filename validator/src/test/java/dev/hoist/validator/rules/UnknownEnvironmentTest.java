package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class UnknownEnvironmentTest {
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
    void refusesAnUnknownEnvironment() {
        adding("environments:\n  prodution: {percentage: 0}  # refused: unknown-environment");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:3: "f" names the environment "prodution", which the policy does not have [unknown-environment]
                        help: did you mean "production"?""");
        assertThat(scenario.refusal().environment()).contains("prodution");
    }

    @Test
    void listsTheNamesWhereNoneIsNear() {
        adding("environments:\n  moon: {percentage: 0}  # refused: unknown-environment");
        assertThat(scenario.refusal().help())
                .contains(
                        "the policy has \"staging\", \"production\"; correct the name, or add the environment to the policy");
    }

    @Test
    void warnsOfANameThatBaseHasAlready() {
        scenario.flag("f", "environments: {moon: {percentage: 0}}").base();
        scenario.flag("f", "tags: [t]\nenvironments: {moon: {percentage: 0}}  # warning: unknown-environment")
                .verify();
    }
}
