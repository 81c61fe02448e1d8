package dev.hoist.guardrails.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hoist.validator.verdict.CannotJudge;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunComparisonTest {
    private static Samples samples(String json) {
        return Samples.parse(json.getBytes(StandardCharsets.UTF_8), "file.json");
    }

    /** Samples around a mean, the same at every run. */
    private static String around(double mean, int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(any -> Double.toString(mean + random.nextGaussian()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Shift compared(double off, double on, int count, String percent) {
        return RunComparison.of(
                        samples("{\"p99\":" + around(off, count, 1) + "}"),
                        samples("{\"p99\":" + around(on, count, 2) + "}"),
                        Map.of("p99", new BigDecimal(percent)))
                .shifts()
                .get(0);
    }

    @Test
    void passesWhereTheIntervalLiesBelowWhatIsAllowed() {
        Shift shift = compared(100, 102, 40, "10");
        assertThat(shift.state()).isEqualTo(Shift.State.PASS);
        assertThat(shift.estimate()).isCloseTo(2, within(1.0));
        assertThat(shift.low()).isLessThan(shift.estimate());
        assertThat(shift.high()).isGreaterThan(shift.estimate());
        assertThat(shift.allowed()).isCloseTo(10, within(0.2));
    }

    @Test
    void isABreachWhereTheIncreaseIsSignificantAndTooLarge() {
        Shift shift = compared(100, 115, 40, "10");
        assertThat(shift.state()).isEqualTo(Shift.State.BREACH);
        assertThat(shift.p()).isLessThan(0.001);
    }

    @Test
    void saysNothingInBetween() {
        assertThat(compared(100, 110, 20, "10").state()).isNotEqualTo(Shift.State.PASS);
        assertThat(compared(100, 100, 19, "10").state()).isEqualTo(Shift.State.NO_DATA);
        assertThat(compared(100, 200, 19, "10").state()).isEqualTo(Shift.State.NO_DATA);
    }

    @Test
    void findsTheDifferencesThatSortingThemFinds() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            double[] off = random.doubles(25, 0, 100).map(Math::round).toArray();
            double[] on = random.doubles(31, 0, 100).map(Math::round).toArray();
            Shift shift = Shift.of("m", java.util.Optional.of(off), java.util.Optional.of(on), BigDecimal.TEN);
            List<Double> all = new ArrayList<>();
            for (double one : on) {
                for (double other : off) {
                    all.add(one - other);
                }
            }
            Collections.sort(all);
            int size = all.size();
            assertThat(shift.estimate()).isCloseTo((all.get((size - 1) / 2) + all.get(size / 2)) / 2, within(1e-9));
            int cut = (int) Math.floor(25 * 31 / 2.0 - 1.959963984540054 * Math.sqrt(25 * 31 * 57 / 12.0));
            assertThat(shift.low()).isCloseTo(all.get(cut), within(1e-9));
            assertThat(shift.high()).isCloseTo(all.get(size - 1 - cut), within(1e-9));
        }
    }

    @Test
    void readsJmh() {
        Samples jmh = samples("""
            [{"benchmark": "dev.x.Bench.play", "mode": "avgt",
              "primaryMetric": {"score": 1.5, "rawData": [[1.0, 2.0], [3.0]]},
              "secondaryMetrics": {"gc.alloc.rate.norm": {"rawData": [[16.0]]}}},
             {"benchmark": "dev.x.Bench.rate", "mode": "thrpt", "params": {"size": "10"},
              "primaryMetric": {"rawData": [[4.0]]}, "secondaryMetrics": {}}]
            """);
        assertThat(jmh.names())
                .containsExactly("dev.x.Bench.play", "dev.x.Bench.play:gc.alloc.rate.norm", "dev.x.Bench.rate:size=10");
        assertThat(jmh.of("Bench.play").orElseThrow()).containsExactly(1, 2, 3);
        assertThat(jmh.of("play").orElseThrow()).containsExactly(1, 2, 3);
        assertThat(jmh.of("dev.x.Bench.rate:size=10").orElseThrow()).containsExactly(0.25);
        assertThat(jmh.of("nothing")).isEmpty();
    }

    @Test
    void severalRunsInOneFileAreOneSample() {
        Samples jmh = samples("""
            [{"benchmark": "B.play", "mode": "avgt", "primaryMetric": {"rawData": [[1.0, 2.0]]}},
             {"benchmark": "B.play", "mode": "avgt", "primaryMetric": {"rawData": [[3.0]]}}]
            """);
        assertThat(jmh.of("play").orElseThrow()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "{", "{\"a\": 5}", "{\"a\": [\"x\"]}", "[5]", "[{\"benchmark\": \"a\"}]"})
    void refusesWhatIsNoMeasurement(String json) {
        assertThatThrownBy(() -> samples(json)).isInstanceOf(CannotJudge.class).hasMessageContaining("file.json");
    }

    @Test
    void oneBreachDecides() {
        Samples off = samples("{\"a\":" + around(100, 30, 1) + ",\"b\":" + around(100, 30, 3) + "}");
        Samples on = samples("{\"a\":" + around(100, 30, 2) + ",\"b\":" + around(150, 30, 4) + "}");
        assertThat(RunComparison.of(off, on, Map.of("a", BigDecimal.TEN)).state())
                .isEqualTo(Shift.State.PASS);
        assertThat(RunComparison.of(off, on, Map.of("a", BigDecimal.TEN, "b", BigDecimal.TEN))
                        .state())
                .isEqualTo(Shift.State.BREACH);
        assertThat(RunComparison.of(off, on, Map.of("a", BigDecimal.TEN, "c", BigDecimal.TEN))
                        .state())
                .isEqualTo(Shift.State.NO_DATA);
    }
}
