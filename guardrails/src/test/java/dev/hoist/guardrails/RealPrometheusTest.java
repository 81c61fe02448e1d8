package dev.hoist.guardrails;

import static dev.hoist.guardrails.Questions.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.Reading.State;
import dev.hoist.validator.model.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states and reasons of a reading, held against a real Prometheus whose history was written beforehand. */
class RealPrometheusTest {
    private static final int MINUTES = 60;

    /** What the metrics of the guide's four guardrails grow by in a minute. */
    private static final Map<String, Integer> SERIES = new TreeMap<>(Map.of(
            "http_errors_total{instance=\"a\"}", 7,
            "http_errors_total{instance=\"b\"}", 5,
            "http_requests_total{instance=\"a\"}", 300,
            "http_request_seconds_bucket{le=\"0.05\"}", 900,
            "http_request_seconds_bucket{le=\"0.2\"}", 995,
            "http_request_seconds_bucket{le=\"+Inf\"}", 1000,
            "recovery_failures_total", 1,
            "recoveries_total", 70,
            "process_resident_memory_bytes{instance=\"a\"}", 5,
            "machine_memory_bytes{instance=\"a\"}", 6));

    private static Optional<RealPrometheus> prometheus = Optional.empty();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        if (!RealPrometheus.isInstalled()) {
            System.out.println(
                    "prometheus and promtool are not installed: readings are not held against a real server");
            Assumptions.abort("prometheus and promtool are not installed");
        }
        StringBuilder samples = new StringBuilder();
        samples.append("# TYPE v gauge\n");
        gauge(samples, "pass", ago -> "1");
        gauge(samples, "edge", ago -> "5");
        gauge(samples, "breach", ago -> ago <= 12 ? "6.25" : "1");
        gauge(samples, "ended", ago -> ago >= 15 && ago <= 25 ? "7" : "1");
        gauge(samples, "brief", ago -> ago <= 3 ? "9" : "1");
        gauge(samples, "nan", ago -> "NaN");
        gauge(samples, "infinite", ago -> "+Inf");
        gauge(samples, "stopped", ago -> ago < 10 ? "" : "1");
        gauge(samples, "moved", ago -> ago > 20 ? "9" : "1");
        samples.append("# TYPE requests counter\n");
        for (String code : List.of("200", "500")) {
            for (int ago = MINUTES; ago >= 0; ago--) {
                int count = (MINUTES - ago) * (code.equals("500") ? 8 : 92);
                samples.append("requests_total{code=\"" + code + "\"} " + count + " " + time(ago) + "\n");
            }
        }
        SERIES.forEach((series, step) -> {
            for (int ago = MINUTES; ago >= 0; ago--) {
                samples.append(series + " " + (MINUTES - ago) * step + " " + time(ago) + "\n");
            }
        });
        samples.append("# EOF\n");
        prometheus = Optional.of(RealPrometheus.start(folder, samples.toString()));
    }

    @AfterAll
    static void stop() {
        prometheus.ifPresent(RealPrometheus::close);
    }

    private static void gauge(StringBuilder samples, String name, IntFunction<String> valueAgo) {
        for (int ago = MINUTES; ago >= 0; ago--) {
            String value = valueAgo.apply(ago);
            if (!value.isEmpty()) {
                samples.append("v{case=\"" + name + "\"} " + value + " " + time(ago) + "\n");
            }
        }
    }

    private static long time(int minutesAgo) {
        return NOW.getEpochSecond() - 60L * minutesAgo;
    }

    private static Reading read(String fields, Optional<Duration> moved) {
        Policy policy = Questions.policy(prometheus.orElseThrow().url(), "g: {" + fields + "}");
        Question question = new Question(
                policy.guardrails().get(0), "production", Questions.flag("shop", "breach"), moved.map(NOW::minus));
        return new PrometheusReadings(Map.of())
                .read(policy, List.of(question), NOW)
                .get(0);
    }

    private static Reading read(String fields) {
        return read(fields, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pass|PASS|",
                "edge|PASS|",
                "breach|BREACH|",
                "ended|BREACH|",
                "brief|PASS|",
                "infinite|BREACH|",
                "nan|NO_DATA|nan",
                "stopped|NO_DATA|empty",
                "absent|NO_DATA|empty"
            })
    void readsEveryState(String name, State state, String reason) {
        Reading reading = read("query: 'v{case=\"" + name + "\"}', max: 5");
        assertThat(reading.state()).as(reading.message()).isEqualTo(state);
        assertThat(reading.reason()).isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void tellsSinceWhenAndWhetherItGoesOn() {
        Reading breach = read("query: 'v{case=\"$flag\"}', max: 5");
        assertThat(breach.ongoing()).isTrue();
        assertThat(breach.since()).contains(NOW.minus(Duration.ofMinutes(12)));
        assertThat(breach.value()).hasValue(6.25);
        assertThat(breach.series())
                .hasValueSatisfying(labels -> assertThat(labels).contains("case=\"breach\""));
        Reading ended = read("query: 'v{case=\"ended\"}', max: 5");
        assertThat(ended.ongoing()).isFalse();
        assertThat(ended.since()).contains(NOW.minus(Duration.ofMinutes(25)));
    }

    @Test
    void valuesFromBeforeTheLastMovementDoNotCount() {
        assertThat(read("query: 'v{case=\"moved\"}', max: 5").state()).isEqualTo(State.BREACH);
        assertThat(read("query: 'v{case=\"moved\"}', max: 5", Optional.of(Duration.ofMinutes(20)))
                        .state())
                .isEqualTo(State.PASS);
        assertThat(read("query: 'v{case=\"moved\"}', max: 5", Optional.of(Duration.ofMinutes(3)))
                        .reason())
                .contains("too-early");
    }

    @Test
    void dividesRatesAndBaselines() {
        Reading rate = read(
                "query: '100 * sum(rate(requests_total{code=\"500\"}[5m])) / sum(rate(requests_total[5m]))', max: 5,"
                        + " unit: \"%\"");
        assertThat(rate.value().orElseThrow()).isCloseTo(8, within(0.001));
        assertThat(rate.message()).startsWith("g is 8 %, at most 5 %");
        Reading ratio = read("query: 'v{case=\"breach\"}', baseline: 'v{case=\"edge\"}', max_ratio: 1.2");
        assertThat(ratio.value()).hasValue(1.25);
        assertThat(ratio.state()).isEqualTo(State.BREACH);
    }

    @Test
    void countsTheTrafficOfTheWindow() {
        String fields =
                "query: 'v{case=\"pass\"}', max: 5, traffic: {query: 'increase(requests_total[$window])', min: ";
        Reading enough = read(fields + "2900}");
        assertThat(enough.state()).as(enough.message()).isEqualTo(State.PASS);
        assertThat(read(fields + "3100}").reason()).contains("too-little-traffic");
        assertThat(read(fields + "2000}", Optional.of(Duration.ofMinutes(15))).reason())
                .contains("too-little-traffic");
    }

    /** The queries of this repository's policy. promtool calculates by itself, from series that it writes by itself. */
    @Test
    void promtoolGivesTheSameValuesForTheGuidesGuardrails(@TempDir Path folder) throws IOException {
        StringBuilder tests = new StringBuilder("rule_files: []\ntests:\n  - interval: 1m\n    input_series:\n");
        SERIES.forEach((series, step) ->
                tests.append("      - {series: '" + series + "', values: '0+" + step + "x" + MINUTES + "'}\n"));
        tests.append("    promql_expr_test:\n");
        String policy = Files.readString(Path.of("../flags/policy.yaml"));
        Matcher queries = Pattern.compile("(?m)^    query: (.*)$").matcher(policy);
        int guardrails = 0;
        while (queries.find()) {
            double value = read("query: '" + queries.group(1) + "', max: 1000000")
                    .value()
                    .orElseThrow();
            tests.append("      - expr: " + queries.group(1) + "\n        eval_time: " + MINUTES
                    + "m\n        exp_samples: [{labels: '{}', value: " + value + "}]\n");
            guardrails++;
        }
        assertThat(guardrails).isEqualTo(4);
        assertThat(promtool(folder, tests.toString())).contains("SUCCESS").doesNotContain("FAILED");
        assertThat(promtool(folder, tests.toString().replaceFirst("value: [0-9.]+", "value: 4.5")))
                .as("it notices another value")
                .contains("FAILED");
    }

    private static String promtool(Path folder, String tests) throws IOException {
        Path file = Files.writeString(folder.resolve("tests.yml"), tests);
        Process promtool = new ProcessBuilder("promtool", "test", "rules", file.toString())
                .redirectErrorStream(true)
                .start();
        return new String(promtool.getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void aComparisonThatIsFalseLooksLikeNoData() {
        assertThat(read("query: 'v{case=\"pass\"} > 5', max: 5").reason()).contains("empty");
    }

    @Test
    void saysWhatTheServerDislikes() {
        Reading bad = read("query: 'v{case=', max: 5");
        assertThat(bad.reason()).contains("bad-query");
        assertThat(bad.message()).contains("parse error");
        assertThat(read("query: '\"text\"', max: 5").reason()).contains("bad-query");
    }
}
