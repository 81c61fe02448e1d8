package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class GuardrailUnreadableTest {
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 25, 50, 100], soak: 0m}
        metrics: {prometheus: https://prometheus.example.com}
        overrides: {allowed: [guardrail-unreadable]}
        guardrails:
          error-rate:
            query: error_percent
            max: 5
        """;

    private final Scenario scenario = new Scenario();

    private Scenario rising(String more, String mark) {
        scenario.policy(POLICY + more.indent(4))
                .production("f", "{percentage: 25}")
                .base();
        return scenario.production("f", "{percentage: 50}" + mark);
    }

    @Test
    void refusesARaiseWithoutData() {
        rising("", "  # refused: guardrail-unreadable").reads("error-rate", "no-data");
        assertThat(text(scenario.refusal())).isEqualTo("""
            flags/g/f.yaml:5:28: "f" rises in production while error-rate has no data (empty): the query returned no series [guardrail-unreadable]
            help: restore the guardrail's data, then judge again; "hoist guard" shows the reading of every guardrail, or write "Hoist-Override: guardrail-unreadable because REASON" in the commit message\
            """);
    }

    @Test
    void refusesWhatWasLeftOut() {
        rising("", "  # refused: guardrail-unreadable").readingGuardrails();
        assertThat(scenario.refusal().message()).endsWith("while error-rate was not read");
    }

    @Test
    void warnsWhereABreachWouldWarn() {
        rising("on_breach: warn", "  # warning: guardrail-unreadable")
                .reads("error-rate", "no-data")
                .verify();
    }

    @Test
    void passesWhereThePolicySaysSo() {
        rising("no_data: pass", "").reads("error-rate", "no-data").verify();
        assertThat(scenario.judge().guardrails()).isNotEmpty();
    }

    @Test
    void whatOnlyObservesNeverCounts() {
        rising("observe: true", "").reads("error-rate", "no-data").verify();
    }

    @Test
    void canBeOverridden() {
        rising("", "  # warning: overridden")
                .message("Hoist-Override: guardrail-unreadable because the server moves today")
                .reads("error-rate", "no-data")
                .verify();
    }

    @Test
    void aRollbackNeverAsks() {
        scenario.policy(POLICY).production("f", "{percentage: 50}").base();
        scenario.production("f", "{percentage: 0}").readingGuardrails().verify();
    }
}
