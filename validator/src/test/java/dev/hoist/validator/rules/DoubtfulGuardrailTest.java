package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubtfulGuardrailTest {
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 100], soak: 0m}
        metrics: {prometheus: https://prometheus.example.com}
        guardrails:
          errors:
            max: 5
        """;

    private final Scenario scenario = new Scenario();

    @Test
    void warnsOfAComparisonInTheQuery() {
        scenario.policy(POLICY + "    query: errors > 5  # warning: invalid-policy")
                .base();
        scenario.expect("flags/policy.yaml:8", "warning: invalid-policy");
        assertThat(text(scenario.warning())).isEqualTo("""
            flags/policy.yaml:8:12: the query of the guardrail "errors" has a comparison: while the comparison is false, the query returns nothing, and this counts as no data [invalid-policy]
            help: leave the comparison out, and write the threshold as "max" or "min\"\
            """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "errors>=5",
                "errors == 5",
                "errors != 5",
                "errors <5",
                "a{b=\"c\"} > on(x) d",
                "count(a > 1) <= 3"
            })
    void knowsEveryComparison(String query) {
        scenario.policy(POLICY + "    query: '" + query + "'").base();
        scenario.expect("flags/policy.yaml:8", "warning: invalid-policy").verify();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{b=~\"c>d\", e!=\"f\", g!~\"h\"}",
                "rate(a{code>\"\"}[5m])",
                "label_replace(a, \"b\", \"<$1>\", \"c\", \"(.*)\")",
                "a > bool 5",
                "a{b=\"}\"} / 2",
                "a / b # below 5 > 4"
            })
    void takesNothingElseForOne(String query) {
        scenario.policy(POLICY + "    query: '" + query + "'").base();
        scenario.verify();
    }

    @Test
    void warnsOfAComparisonInTheBaseline() {
        scenario.policy(POLICY.replace("max: 5", "max_ratio: 5") + "    query: a\n    baseline: b > 0")
                .base();
        scenario.expect("flags/policy.yaml:9", "warning: invalid-policy").verify();
    }

    @Test
    void warnsOfAWindowThatNeverHasData() {
        scenario.policy(POLICY + "    query: a\n    window: 5m").base();
        scenario.expect("flags/policy.yaml:6", "warning: invalid-policy");
        assertThat(text(scenario.warning())).startsWith("""
            flags/policy.yaml:6:3: the guardrail "errors" never has data: its "window" of 5m is shorter than "for" plus a minute, 6m\
            """);
    }

    @Test
    void acceptsAWindowOfOneMinuteMoreThanABreachLasts() {
        scenario.policy(POLICY + "    query: a\n    window: 6m").base();
        scenario.verify();
    }
}
