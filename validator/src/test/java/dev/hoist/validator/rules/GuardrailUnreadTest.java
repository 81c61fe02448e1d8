package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class GuardrailUnreadTest {
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 25, 50, 100], soak: 0m}
        metrics: {prometheus: https://prometheus.example.com}
        guardrails:
          error-rate: {query: error_percent, max: 5}
          latency: {query: p99, max: 100}
          tried-out: {query: up, max: 1, observe: true}
        """;

    private final Scenario scenario = new Scenario();

    @Test
    void warnsOfARaiseThatNobodyAskedAbout() {
        scenario.policy(POLICY).production("f", "{percentage: 25}").base();
        scenario.production("f", "{percentage: 50}  # warning: guardrail-unread");
        assertThat(text(scenario.warning())).isEqualTo("""
            flags/g/f.yaml:5:28: "f" rises in production, but these guardrails were not read: error-rate, latency [guardrail-unread]
            help: use "--metrics on"; in CI it is the default\
            """);
    }

    @Test
    void saysNothingWhereTheyWereRead() {
        scenario.policy(POLICY).production("f", "{percentage: 25}").base();
        scenario.production("f", "{percentage: 50}")
                .reads("error-rate", "pass")
                .reads("latency", "pass")
                .verify();
    }

    @Test
    void saysNothingOfARollback() {
        scenario.policy(POLICY).production("f", "{percentage: 50}").base();
        scenario.production("f", "{percentage: 25}").verify();
    }

    @Test
    void saysNothingWhereNoneCoversTheRaise() {
        scenario.policy(POLICY.substring(0, POLICY.indexOf("  error-rate"))
                        + "  other: {query: up, min: 1, flags: [g]}\n")
                .production("f", "{percentage: 25}")
                .flag("g", "environments: {}")
                .base();
        scenario.production("f", "{percentage: 50}").verify();
    }
}
