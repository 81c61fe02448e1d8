package dev.hoist.validator.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Guardrail.OnBreach;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Policy;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardrailReadingTest {
    private static final String POLICY = """
        policy: 1
        environments:
          staging: {ladder: [0, 100], soak: 30m}
          playground: {ladder: [0, 100], soak: 0m, free: true}
        metrics:
          prometheus: https://prometheus.example.com/base
        """;

    private static final String FULL = POLICY + """
        guardrails:
          error-rate:
            query: 100 * sum(rate(errors_total{flag="$flag"}[5m]))
            max: 5
            window: 15m
            settle: 10m
            for: 3m
            traffic: {query: "sum(increase(requests_total[$window]))", min: 1000}
            no_data: pass
            on_breach: rollback
            environments: [staging]
            groups: [checkout]
            flags: [one_click]
            observe: true
            unit: "%"
            description: Failed requests
            advice: Stop
            link: https://example.com/c
          p99-against-control:
            query: p99{variant="on"}
            baseline: p99{variant="off"}
            max_ratio: 1.1
          temperature: {query: celsius, min: -5.25}
        """;

    @Test
    void readsAGuardrail() {
        Policy policy = Read.policy(FULL);
        assertThat(policy.metrics().orElseThrow().prometheus().value())
                .isEqualTo("https://prometheus.example.com/base");
        assertThat(policy.guardrails())
                .extracting(guardrail -> guardrail.name().value())
                .containsExactly("error-rate", "p99-against-control", "temperature");
        Guardrail errors = guardrail("error-rate");
        assertThat(errors.query().value()).isEqualTo("100 * sum(rate(errors_total{flag=\"$flag\"}[5m]))");
        assertThat(errors.threshold().words()).isEqualTo("at most 5");
        assertThat(errors.window()).isEqualTo(Duration.ofMinutes(15));
        assertThat(errors.settle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(errors.sustained()).isEqualTo(Duration.ofMinutes(3));
        assertThat(errors.traffic().orElseThrow().least()).isEqualByComparingTo("1000");
        assertThat(errors.passesWithoutData()).isTrue();
        assertThat(errors.onBreach()).isEqualTo(OnBreach.ROLLBACK);
        assertThat(errors.environments()).extracting(Located::value).containsExactly("staging");
        assertThat(errors.groups()).extracting(Located::value).containsExactly("checkout");
        assertThat(errors.flags()).extracting(Located::value).containsExactly("one_click");
        assertThat(errors.observed()).isTrue();
        assertThat(errors.unit()).contains("%");
        assertThat(errors.description()).contains("Failed requests");
        assertThat(errors.advice()).contains("Stop");
        assertThat(errors.link()).contains("https://example.com/c");
    }

    @Test
    void fillsInWhatIsLeftOut() {
        Guardrail ratio = guardrail("p99-against-control");
        assertThat(ratio.threshold().words()).isEqualTo("at most 1.1");
        assertThat(ratio.threshold().baseline().map(Located::value)).contains("p99{variant=\"off\"}");
        assertThat(ratio.window()).isEqualTo(Duration.ofMinutes(30));
        assertThat(ratio.settle()).isZero();
        assertThat(ratio.sustained()).isEqualTo(Duration.ofMinutes(5));
        assertThat(ratio.traffic()).isEmpty();
        assertThat(ratio.passesWithoutData()).isFalse();
        assertThat(ratio.onBreach()).isEqualTo(OnBreach.HOLD);
        assertThat(ratio.observed()).isFalse();
    }

    private static Guardrail guardrail(String name) {
        return Read.policy(FULL).guardrails().stream()
                .filter(guardrail -> guardrail.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theThresholdItselfPasses() {
        Guardrail.Threshold most = guardrail("error-rate").threshold();
        assertThat(most.isBeyond(5)).isFalse();
        assertThat(most.isBeyond(5.01)).isTrue();
        assertThat(most.isBeyond(Double.POSITIVE_INFINITY)).isTrue();
        Guardrail.Threshold least = guardrail("temperature").threshold();
        assertThat(least.figure()).isEqualByComparingTo(new BigDecimal("-5.25"));
        assertThat(least.isBeyond(-5.25)).isFalse();
        assertThat(least.isBeyond(-5.26)).isTrue();
    }

    @Test
    void coversWhatIsNotFreeUnlessItSaysOtherwise() {
        Policy policy = Read.policy(FULL);
        var flag = Read.flag("flag: two_click\ndescription: d\nowner: o\nenvironments: {}\n");
        var staging = policy.environment("staging").orElseThrow();
        var playground = policy.environment("playground").orElseThrow();
        Guardrail all = guardrail("temperature");
        assertThat(all.covers(flag, staging)).isTrue();
        assertThat(all.covers(flag, playground)).isFalse();
        Guardrail named = guardrail("error-rate");
        assertThat(named.covers(flag, staging)).as("by its group").isTrue();
        assertThat(named.covers(flag, playground)).isFalse();
    }

    @Test
    void textsForPeopleDecideNothing() {
        Policy policy = Read.policy(FULL);
        assertThat(policy.decidesLike(Read.policy(FULL.replace("advice: Stop", "advice: Go"))))
                .isTrue();
        assertThat(policy.decidesLike(Read.policy(FULL.replace("max: 5", "max: 6"))))
                .isFalse();
        assertThat(policy.decidesLike(Read.policy(FULL.replace("example.com/base", "example.com"))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{query: up}|8:16|the guardrail \"error-rate\" has no threshold",
                "{query: up, baseline: down}|8:27|the guardrail \"error-rate\" has no threshold",
                "{query: up, max: 5, min: 1}|8:35|the guardrail \"error-rate\" has two thresholds, \"max\" and \"min\"",
                "{query: up, max: 5, baseline: down, max_ratio: 1}|8:51|the guardrail \"error-rate\" has two"
                        + " thresholds, \"max\" and \"max_ratio\"",
                "{query: up, max: 5, baseline: down}|8:35|the guardrail \"error-rate\" has a baseline and no ratio",
                "{query: up, max_ratio: 1.1}|8:27|the guardrail \"error-rate\" has a ratio and no baseline",
                "{query: up, max: 5, window: 8d}|8:43|the window of the guardrail \"error-rate\" is longer than 7d",
                "{query: up, max: 5, environments: [stagin]}|8:50|the guardrail \"error-rate\" names an unknown"
                        + " environment, \"stagin\""
            })
    void refusesFiguresThatContradictEachOther(String guardrail, String place, String message) {
        String text = POLICY + "guardrails:\n  error-rate: " + guardrail + "\n";
        assertThat(Read.lines(Read.policyFile(text))).containsExactly(place + " invalid-policy " + message);
        assertThat(Read.policyFile(text).findings()).extracting(Finding::help).allMatch(help -> help.isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://user:secret@prometheus.example.com|carries a user name or a password",
                "https://token@prometheus.example.com|carries a user name or a password",
                "file:/etc/passwd|has the scheme \"file\", not http or https",
                "file:///etc/passwd|has the scheme \"file\", not http or https",
                "gopher://prometheus.example.com|has the scheme \"gopher\", not http or https",
                "prometheus.example.com|has no scheme",
                "'http:///api'|names no host",
                "https://prometheus.example.com/?key=secret|has a query or a fragment",
                "'https://prometheus example com'|is not a URL"
            })
    void refusesAUrlThatIsNoPlaceToAsk(String url, String message) {
        String text = POLICY.replace("https://prometheus.example.com/base", url);
        assertThat(Read.lines(Read.policyFile(text)))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("6:15 invalid-policy ")
                        .contains(message)
                        .doesNotContain("secret"));
    }

    @Test
    void refusesGuardrailsWithoutAServer() {
        String text = POLICY.substring(0, POLICY.indexOf("metrics:")) + "guardrails:\n  a: {query: up, min: 1}\n";
        assertThat(Read.lines(Read.policyFile(text)))
                .containsExactly("5:1 invalid-policy guardrails without a server to read them from");
        assertThat(Read.lines(Read.policyFile(POLICY.replace("  prometheus: https", "  promtheus: https"))))
                .containsExactly("6:3 schema-violation unknown key \"promtheus\"");
        assertThat(Read.lines(Read.policyFile(POLICY.substring(0, POLICY.indexOf("metrics:")) + "metrics: {}\n")))
                .containsExactly("5:1 schema-violation the key \"prometheus\" is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"max: lots", "max: 0.001", "on_breach: panic", "no_data: maybe", "for: soon", "traffic: 5"})
    void refusesWhatTheFormatDoesNotHave(String field) {
        String text = POLICY + "guardrails:\n  a: {query: up, min: 1}\n  b:\n    query: up\n    " + field
                + (field.startsWith("max") ? "" : "\n    max: 5") + "\n";
        assertThat(Read.policyFile(text).findings())
                .isNotEmpty()
                .allMatch(finding ->
                        finding.place().filter(place -> place.line() == 11).isPresent());
    }

    @Test
    void aFlagHasNoMetrics() {
        assertThat(Read.lines(Read.named("""
                        flag: f
                        description: d
                        owner: o
                        environments: {}
                        metrics: {prometheus: https://a.example}
                        """))).containsExactly("5:1 schema-violation unknown key \"metrics\"");
    }
}
