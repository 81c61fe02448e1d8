package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardrailBreachedTest {
    private static final String POLICY = """
        policy: 1
        environments:
          staging: {ladder: [0, 50, 100], soak: 0m}
          production: {ladder: [0, 25, 50, 100], soak: 0m, restore_within: 4h}
          playground: {ladder: [0, 50, 100], soak: 0m, free: true}
        metrics: {prometheus: https://prometheus.example.com}
        overrides: {allowed: [guardrail-breached]}
        guardrails:
          error-rate:
            query: error_percent
            max: 5
        """;

    private final Scenario scenario = new Scenario();

    private Scenario rising(String more) {
        scenario.policy(POLICY + more.indent(4))
                .production("f", "{percentage: 25}")
                .base();
        return scenario.production("f", "{percentage: 50}  # refused: guardrail-breached");
    }

    @Test
    void refusesARaiseDuringABreach() {
        rising("advice: Call the team\nlink: https://grafana.example.com/d/1").reads("error-rate", "breach");
        assertThat(text(scenario.refusal())).isEqualTo("""
            flags/g/f.yaml:5:28: "f" rises in production while error-rate is 6.2 %, at most 5 %, and has been beyond it for 12m [guardrail-breached]
            help: Call the team; see https://grafana.example.com/d/1, or write "Hoist-Override: guardrail-breached because REASON" in the commit message\
            """);
        assertThat(scenario.judge().guardrails())
                .extracting(reading -> reading.guardrail())
                .contains("error-rate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", "pause", "rollback"})
    void refusesForEveryReactionThatHolds(String reaction) {
        rising("on_breach: " + reaction).reads("error-rate", "breach").refusal();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"environments: [staging]", "flags: [other]", "groups: [h]", "observe: true"})
    void looksAtWhatItCovers(String coverage) {
        scenario.policy(POLICY + coverage.indent(4))
                .production("f", "{percentage: 25}")
                .flag("other", "environments: {}")
                .flag("h/another", "environments: {}")
                .base();
        scenario.production("f", "{percentage: 50}")
                .reads("error-rate", "breach")
                .verify();
    }

    @Test
    void freeEnvironmentsHaveNoGuardrails() {
        scenario.policy(POLICY)
                .flag("f", "environments:\n  playground: {percentage: 0}")
                .base();
        scenario.flag("f", "environments:\n  playground: {percentage: 100}")
                .reads("error-rate", "breach")
                .verify();
    }

    @Test
    void basesPolicyHasTheGuardrails() {
        scenario.policy(POLICY).production("f", "{percentage: 0}").base();
        scenario.policy(POLICY.replace("max: 5", "max: 50"))
                .expect("flags/policy.yaml:5", "warning: policy-edited, refused: raise-not-alone")
                .production("f", "{percentage: 25}  # refused: guardrail-breached")
                .reads("error-rate", "breach");
        assertThat(scenario.judge().findings())
                .extracting(finding -> finding.rule().text())
                .contains("guardrail-breached");
    }

    @Test
    void canBeOverridden() {
        scenario.policy(POLICY).production("f", "{percentage: 25}").base();
        scenario.production("f", "{percentage: 50}  # warning: overridden")
                .message("Hoist-Override: guardrail-breached because it is the fix")
                .reads("error-rate", "breach")
                .verify();
    }

    @Test
    void aRestoreDoesNotPassIt() {
        scenario.policy(POLICY).production("f", "{percentage: 50}").base();
        scenario.production("f", "{percentage: 0}").ago("30m");
        scenario.production("f", "{percentage: 50}  # refused: guardrail-breached")
                .reads("error-rate", "breach");
        Verdict verdict = scenario.verify();
        assertThat(verdict.kind()).isEqualTo(Kind.RESTORE);
    }

    @Test
    void aRollbackNeverAsks() {
        scenario.policy(POLICY).production("f", "{percentage: 50}").base();
        scenario.production("f", "{percentage: 0}").reads("error-rate", "breach");
        assertThat(scenario.verify().findings()).noneMatch(Finding::isError);
    }

    @Test
    void asksForTheCauseOfABreachThatGoesOn() {
        rising("observe: false").reads("error-rate", "breach");
        assertThat(scenario.refusal().help().orElseThrow())
                .startsWith("find out why, and lower the flag if it is the cause");
    }
}
