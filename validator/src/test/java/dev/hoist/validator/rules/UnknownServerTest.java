package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class UnknownServerTest {
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
    void refusesAnUnknownServer() {
        adding("environments:\n  production: {canary: {servers: [game-eu-2]}}  # refused: unknown-server");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:35: "f" names the server "game-eu-2", which the policy does not have [unknown-server]
                        help: did you mean "game-eu-1"?""");
    }

    @Test
    void warnsInARollback() {
        scenario.production("f", "{canary: {servers: [game-eu-1]}, percentage: 0}")
                .base();
        scenario.production("f", "{canary: {servers: [game-eu-9]}, percentage: 0}  # warning: unknown-server")
                .verify();
    }

    @Test
    void refusesAServerOfAnotherEnvironment() {
        adding("environments:\n  production: {canary: {servers: [c]}}  # refused: unknown-server");
        assertThat(scenario.refusal().environment()).contains("production");
    }
}
