package dev.hoist.guardrails;

import static dev.hoist.guardrails.Questions.NOW;
import static dev.hoist.guardrails.Questions.moved;
import static dev.hoist.guardrails.Questions.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.Reading.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaugeTest {
    private static final String NOTHING = "-";

    private final Memory server = new Memory();

    /** Answers from lists of values, the newest last, a minute apart; {@code -} is no value. */
    private static final class Memory implements MetricsServer {
        private final Map<String, List<Answer.Series>> series = new HashMap<>();
        private final List<String> asked = new ArrayList<>();

        Memory has(String query, String labels, String values) {
            List<String> words = List.of(values.split(" ", -1));
            List<Integer> present = IntStream.range(0, words.size())
                    .filter(at -> !words.get(at).equals(NOTHING))
                    .boxed()
                    .toList();
            series.computeIfAbsent(query, any -> new ArrayList<>())
                    .add(new Answer.Series(
                            labels.isEmpty() ? Map.of() : Map.of(labels.split("=", 2)[0], labels.split("=", 2)[1]),
                            present.stream()
                                    .mapToDouble(at -> NOW.getEpochSecond() - 60.0 * (words.size() - 1 - at))
                                    .toArray(),
                            present.stream()
                                    .mapToDouble(at -> Double.parseDouble(words.get(at)))
                                    .toArray()));
            return this;
        }

        @Override
        public synchronized Answer range(String query, Instant start, Instant end) {
            asked.add(query + " " + Duration.between(start, end).toMinutes());
            return new Answer.Data(series.getOrDefault(query, List.of()));
        }

        @Override
        public synchronized Answer instant(String query, Instant at) {
            asked.add(query);
            return new Answer.Data(series.getOrDefault(query, List.of()));
        }
    }

    private Reading read(Question question) {
        return new Gauge(question, NOW).measure(server).reading();
    }

    private Reading read(String fields) {
        return read(question(fields));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 1 1 1 1 1 1|PASS|false",
                "5 5 5 5 5 5 5|PASS|false",
                "1 6 6 6 6 6 6|BREACH|true",
                "1 1 6 6 6 6 6|PASS|false",
                "6 6 6 6 6 6 1|BREACH|false",
                "6 6 6 - 6 6 6|PASS|false",
                "6 6 6 NaN 6 6 6|PASS|false",
                "6 6 6 5 6 6 6|PASS|false",
                "6 6 6 6 6 6 -|BREACH|false",
                "1 1 1 1 1 1 -|NO_DATA|false",
                "1 1 1 1 1 1 NaN|NO_DATA|false",
                "1 Infinity Infinity Infinity Infinity Infinity Infinity|BREACH|true",
                "-Infinity -Infinity -Infinity -Infinity -Infinity -Infinity -Infinity|PASS|false"
            })
    void aBreachLastsWithoutABreak(String values, State state, boolean ongoing) {
        server.has("q", "", values);
        Reading reading = read("query: q, max: 5");
        assertThat(reading.state()).isEqualTo(state);
        assertThat(reading.ongoing()).isEqualTo(ongoing);
    }

    @Test
    void aBreachOfNoLengthIsAnyPoint() {
        server.has("q", "", "1 6 1");
        Reading reading = read("query: q, max: 5, for: 0m");
        assertThat(reading.state()).isEqualTo(State.BREACH);
        assertThat(reading.ongoing()).isFalse();
        assertThat(reading.since()).contains(NOW.minusSeconds(60));
    }

    @Test
    void tellsSinceWhenHowMuchAndWhose() {
        server.has("q", "instance=a", "6 6 6 6 6 6 6").has("q", "instance=b", "1 7 7 7 7 7 7.5");
        Reading reading = read("query: q, max: 5, unit: \"%\", on_breach: pause");
        assertThat(reading.since()).contains(NOW.minus(Duration.ofMinutes(6)));
        assertThat(reading.value()).hasValue(7.5);
        assertThat(reading.series()).contains("{instance=\"b\"}");
        assertThat(reading.at()).isEqualTo(NOW);
        assertThat(reading.message()).isEqualTo("g is 7.5 %, at most 5 %, and has been beyond it for 6m");
    }

    @Test
    void smallerIsWorseForAMinimum() {
        server.has("q", "a=1", "0.5 0.5 0.5 0.5 0.5 0.5").has("q", "a=2", "0.9 0.9 0.9 0.9 0.9 0.9");
        assertThat(read("query: q, min: 0.9").state()).isEqualTo(State.BREACH);
        assertThat(read("query: q, min: 0.9").series()).contains("{a=\"1\"}");
        assertThat(read("query: q, min: 0.5").state()).isEqualTo(State.PASS);
    }

    @Test
    void theWorstChangesHandsWithoutABreak() {
        server.has("q", "a=1", "6 6 6 1 1 1").has("q", "a=2", "1 1 1 6 6 6");
        assertThat(read("query: q, max: 5").state()).isEqualTo(State.BREACH);
    }

    @Test
    void dividesByTheBaseline() {
        server.has("new", "", "11 11 11 11 11 12").has("old", "", "10 10 10 10 10 10");
        Reading passes = read("query: new, baseline: old, max_ratio: 1.2, unit: ms");
        assertThat(passes.state()).isEqualTo(State.PASS);
        assertThat(passes.value()).hasValue(1.2);
        assertThat(passes.message()).isEqualTo("g is 1.2, at most 1.2");
        assertThat(read("query: new, baseline: old, max_ratio: 1.05").state()).isEqualTo(State.BREACH);
        assertThat(read("query: new, baseline: old, min_ratio: 1.3").state()).isEqualTo(State.BREACH);
    }

    @Test
    void eachSideOfARatioIsItsWorst() {
        server.has("new", "a=1", "1 1 1 1 1 1")
                .has("new", "a=2", "3 3 3 3 3 3")
                .has("old", "a=1", "1 1 1 1 1 1")
                .has("old", "a=2", "2 2 2 2 2 2");
        assertThat(read("query: new, baseline: old, max_ratio: 1.5").value()).hasValue(1.5);
        assertThat(read("query: new, baseline: old, min_ratio: 0.5").value()).hasValue(1);
    }

    @Test
    void aBaselineOfZero() {
        server.has("new", "", "1 1 1 1 1 1").has("zero", "", "0 0 0 0 0 0");
        assertThat(read("query: new, baseline: zero, max_ratio: 1.1").value()).hasValue(Double.POSITIVE_INFINITY);
        assertThat(read("query: zero, baseline: zero, max_ratio: 1.1").reason()).contains("nan");
        assertThat(read("query: new, baseline: none, max_ratio: 1.1").reason()).contains("empty");
        assertThat(read("query: new, baseline: none, max_ratio: 1.1").message())
                .contains("the baseline returned no series");
        assertThat(read("query: none, baseline: new, max_ratio: 1.1").message())
                .contains("the query returned no series");
    }

    @Test
    void saysWhatAQueryWithoutAValueReturned() {
        assertThat(read("query: q, max: 5").message())
                .isEqualTo("g has no data (empty): the query returned no series: check that the metric and its labels"
                        + " exist");
        server.has("q", "", "1 1 - - -");
        Reading old = read("query: q, max: 5");
        assertThat(old.reason()).contains("empty");
        assertThat(old.message()).contains("1 series, none with a value now; the newest value is 3m old");
        assertThat(old.value()).isEmpty();
    }

    @Test
    void looksNoFurtherBackThanTheLastMovementAndItsSettling() {
        server.has("q", "", "1");
        read(moved("query: q, max: 5", Duration.ofMinutes(10)));
        read(moved("query: q, max: 5, settle: 3m", Duration.ofMinutes(10)));
        read(moved("query: q, max: 5", Duration.ofHours(3)));
        read(question("query: q, max: 5, window: 1h"));
        assertThat(server.asked).containsExactly("q 10", "q 7", "q 30", "q 60");
    }

    @Test
    void oldValuesFromBeforeTheLastMovementDoNotCount() {
        server.has("q", "", "9 9 9 9 9 9 9 9 9 1 1 1 1 1 1 1");
        assertThat(read(moved("query: q, max: 5", Duration.ofMinutes(6))).state())
                .isEqualTo(State.PASS);
        assertThat(read(question("query: q, max: 5")).state()).isEqualTo(State.BREACH);
    }

    @ParameterizedTest
    @CsvSource({"5, 0m, true", "6, 0m, false", "8, 3m, true", "9, 3m, false"})
    void isTooEarlyUntilABreachCouldShow(int minutes, String settle, boolean early) {
        server.has("q", "", "1");
        Reading reading = read(moved("query: q, max: 5, settle: " + settle, Duration.ofMinutes(minutes)));
        assertThat(reading.reason()).isEqualTo(early ? Optional.of("too-early") : Optional.empty());
        assertThat(server.asked).hasSize(early ? 0 : 1);
    }

    @Test
    void putsNamesIntoTheQuery() {
        server.has("q{f=\"checkout\",g=\"shop\",e=\"production\"}[600s] $flags $x", "", "1");
        Reading reading = read(moved(
                "query: 'q{f=\"$flag\",g=\"$group\",e=\"$environment\"}[$window] $flags $x', max: 5",
                Duration.ofMinutes(10)));
        assertThat(reading.state()).isEqualTo(State.PASS);
    }

    @Test
    void aNameNeverChangesTheQuery() {
        Question question = new Question(
                Questions.guardrail("query: 'q{g=\"$group\"}', max: 5"),
                "production",
                Questions.flag("x\"} or vector(0) #", "checkout"),
                Optional.empty());
        assertThat(read(question).reason()).contains("bad-query");
        assertThat(server.asked).isEmpty();
    }

    @Test
    void needsTraffic() {
        server.has("q", "", "1")
                .has("t[1800s]", "a=1", "600")
                .has("t[1800s]", "a=2", "400")
                .has("few", "", "999");
        assertThat(read("query: q, max: 5, traffic: {query: 't[$window]', min: 1000}")
                        .state())
                .isEqualTo(State.PASS);
        Reading few = read("query: q, max: 5, traffic: {query: few, min: 1000}");
        assertThat(few.reason()).contains("too-little-traffic");
        assertThat(few.message()).contains("the traffic is 999, and a value needs at least 1000");
        assertThat(read("query: q, max: 5, traffic: {query: none, min: 1}").reason())
                .contains("too-little-traffic");
    }

    @Test
    void asksTheSameThingOnce() {
        server.has("q", "", "1").has("q checkout", "", "1").has("q basket", "", "1");
        List<Question> questions = new ArrayList<>();
        for (String fields : List.of("query: q, max: 5", "query: q $flag, max: 5")) {
            for (String key : List.of("checkout", "basket")) {
                questions.add(new Question(
                        Questions.guardrail(fields), "production", Questions.flag("shop", key), Optional.empty()));
            }
        }
        List<Measurement> measured = PrometheusReadings.measure(server, questions, NOW);
        assertThat(measured)
                .extracting(one -> one.reading().flag())
                .containsExactly("checkout", "basket", "checkout", "basket");
        assertThat(server.asked).containsExactlyInAnyOrder("q 30", "q checkout 30", "q basket 30");
    }

    @Test
    void keepsTheValuesOfTheWindow() {
        server.has("q", "", "1 2 - 4");
        List<java.util.OptionalDouble> points =
                new Gauge(question("query: q, max: 5"), NOW).measure(server).points();
        assertThat(points)
                .hasSize(31)
                .endsWith(
                        java.util.OptionalDouble.of(2),
                        java.util.OptionalDouble.empty(),
                        java.util.OptionalDouble.of(4));
    }

    @Test
    void aValueJustBeyondTheThresholdDoesNotReadLikeIt() {
        server.has("q", "", "5.00001 5.00001 5.00001 5.00001 5.00001 5.00001");
        assertThat(read("query: q, max: 5").message()).startsWith("g is 5.00001, at most 5");
    }
}
