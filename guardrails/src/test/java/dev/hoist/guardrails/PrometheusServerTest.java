package dev.hoist.guardrails;

import static dev.hoist.guardrails.Questions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.Reading.State;
import dev.hoist.validator.model.Policy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a server's answer, held against a server that misbehaves in every way. */
@Timeout(60)
class PrometheusServerTest {
    private static final String EMPTY = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";
    private static final String SECRET = "s3cr3t-t0k3n";

    /** A whole window of one value. */
    private static String matrix(String value) {
        String points = IntStream.rangeClosed(0, 30)
                .mapToObj(at -> "[" + (NOW.getEpochSecond() - 60L * (30 - at)) + ",\"" + value + "\"]")
                .collect(Collectors.joining(","));
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"job\":\"a\"},\"values\":["
                + points + "]}]}}";
    }

    private static Reading read(HostileServer server, Map<String, String> variables) {
        return readings(server, "g: {query: up, max: 5}", variables).get(0);
    }

    private static Reading read(HostileServer server) {
        return read(server, Map.of());
    }

    private static List<Reading> readings(HostileServer server, String guardrails, Map<String, String> variables) {
        Policy policy = Questions.policy(server.url(), guardrails);
        List<Question> questions = policy.guardrails().stream()
                .map(guardrail ->
                        new Question(guardrail, "production", Questions.flag("shop", "checkout"), Optional.empty()))
                .toList();
        return new PrometheusReadings(variables).read(policy, questions, NOW);
    }

    @Test
    void asksByFormOverPost() {
        try (HostileServer server = HostileServer.answering(200, matrix("1"))) {
            assertThat(read(server).state()).isEqualTo(State.PASS);
            assertThat(server.requests())
                    .containsExactly("POST /api/v1/query_range [] query=up&start=" + (NOW.getEpochSecond() - 1800)
                            + "&end=" + NOW.getEpochSecond() + "&step=60");
        }
    }

    @Test
    void readsABreach() {
        try (HostileServer server = HostileServer.answering(200, matrix("6.5"))) {
            Reading reading = read(server);
            assertThat(reading.state()).isEqualTo(State.BREACH);
            assertThat(reading.ongoing()).isTrue();
            assertThat(reading.value()).hasValue(6.5);
            assertThat(reading.series()).contains("{job=\"a\"}");
            assertThat(reading.since()).contains(NOW.minus(Duration.ofMinutes(30)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}|bad-query|parse error",
                "422|{\"status\":\"error\",\"error\":\"too many samples\"}|bad-query|too many samples",
                "400|<html>|bad-query|mend the query",
                "401||unauthorized|set HOIST_PROMETHEUS_URL and HOIST_PROMETHEUS_TOKEN",
                "403||unauthorized|set HOIST_PROMETHEUS_URL and HOIST_PROMETHEUS_TOKEN",
                "404||failed|404",
                "500||failed|500",
                "503|busy|failed|503",
                "204||failed|204",
                "200|<html>hello</html>|not-json|not JSON",
                "200|'{\"status\":'|not-json|not JSON",
                "200||not-json|not JSON",
                "200|[]|wrong-type|not an object",
                "200|{}|wrong-type|no data",
                "200|'{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}'|wrong-type|a vector",
                "200|'{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"a\"]}}'|wrong-type|number",
                "200|'{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"values\":[[1,2]]}]}}'|wrong-type|value",
                "200|'{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"histograms\":[]}]}}'|wrong-type|histograms",
                "200|'{\"status\":\"error\",\"error\":\"oops\"}'|failed|oops",
                "200|'{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}'|empty|no series"
            })
    void namesEveryReason(int status, String body, String reason, String message) {
        try (HostileServer server = HostileServer.answering(status, body == null ? "" : body)) {
            Reading reading = read(server);
            assertThat(reading.state()).isEqualTo(State.NO_DATA);
            assertThat(reading.reason()).contains(reason);
            assertThat(reading.message())
                    .startsWith("g has no data (" + reason + "): ")
                    .contains(message);
            assertThat(reading.value()).isEmpty();
        }
    }

    @Test
    void aPartialAnswerIsNone() {
        String partial = matrix("1").replace("\"success\"", "\"success\",\"warnings\":[\"store unreachable\"]");
        try (HostileServer server = HostileServer.answering(200, partial)) {
            assertThat(read(server).reason()).contains("partial");
            assertThat(read(server).message()).contains("store unreachable");
        }
        try (HostileServer server =
                HostileServer.answering(200, matrix("1").replace("\"success\"", "\"success\",\"warnings\":[]"))) {
            assertThat(read(server).state()).isEqualTo(State.PASS);
        }
    }

    @Test
    void onlyNanIsNone() {
        try (HostileServer server = HostileServer.answering(200, matrix("NaN"))) {
            assertThat(read(server).reason()).contains("nan");
        }
        try (HostileServer server = HostileServer.answering(200, matrix("+Inf"))) {
            assertThat(read(server).state()).isEqualTo(State.BREACH);
        }
    }

    @Test
    void noServerIsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Policy policy = Questions.policy("http://127.0.0.1:" + port, "g: {query: up, max: 5}");
        Question question = new Question(
                policy.guardrails().get(0), "production", Questions.flag("shop", "checkout"), Optional.empty());
        Reading reading = new PrometheusReadings(Map.of())
                .read(policy, List.of(question), NOW)
                .get(0);
        assertThat(reading.reason()).contains("unreachable");
        assertThat(reading.message()).contains("127.0.0.1:" + port);
    }

    @Test
    void aBrokenConnectionIsUnreachable() {
        try (HostileServer server = new HostileServer((exchange, body) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            throw new IOException("gone");
        })) {
            assertThat(read(server).reason()).contains("unreachable");
        }
    }

    @Test
    void aRedirectTakesTheTokenNowhere() {
        try (HostileServer thief = HostileServer.answering(200, matrix("1"));
                HostileServer server = new HostileServer((exchange, body) -> {
                    exchange.getResponseHeaders().add("Location", thief.url() + "/api/v1/query_range");
                    HostileServer.send(exchange, 307, "");
                })) {
            Reading reading = read(server, Map.of(ServerSettings.URL, server.url(), ServerSettings.TOKEN, SECRET));
            assertThat(reading.reason()).contains("redirected");
            assertThat(thief.requests()).isEmpty();
            assertThat(server.requests()).singleElement().asString().contains("[Bearer " + SECRET + "]");
        }
    }

    @Test
    void thePolicysServerGetsNoToken() {
        try (HostileServer server = HostileServer.answering(401, "")) {
            Reading reading = read(server, Map.of(ServerSettings.TOKEN, SECRET));
            assertThat(reading.message()).contains("only a server in HOIST_PROMETHEUS_URL gets it");
            assertThat(server.requests()).noneMatch(request -> request.contains(SECRET));
        }
    }

    @Test
    void anAnswerThatEchoesTheTokenShowsNothing() {
        try (HostileServer server = new HostileServer((exchange, body) -> HostileServer.send(
                exchange,
                400,
                "{\"status\":\"error\",\"error\":\"you sent "
                        + exchange.getRequestHeaders().getFirst("Authorization") + "\"}"))) {
            Reading reading = read(server, Map.of(ServerSettings.URL, server.url(), ServerSettings.TOKEN, SECRET));
            assertThat(reading.reason()).contains("bad-query");
            assertThat(reading.toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void readsNoMoreThan4Mebibytes() {
        byte[] block = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        try (HostileServer server = new HostileServer((exchange, body) -> {
            exchange.sendResponseHeaders(200, 0);
            for (int written = 0; written < 200_000_000; written += block.length) {
                exchange.getResponseBody().write(block);
            }
        })) {
            assertThat(read(server).reason()).contains("too-large");
        }
    }

    @Test
    void manySeriesAndHostileLabelsAreRead() {
        String series =
                "{\"metric\":{\"a\":\"\\u001b[31m</script>\\n\"},\"values\":[[" + NOW.getEpochSecond() + ",\"1\"]]}";
        String many = String.join(",", Collections.nCopies(40_000, series));
        try (HostileServer server = HostileServer.answering(
                200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[" + many + "]}}")) {
            assertThat(read(server).state()).isEqualTo(State.PASS);
        }
    }

    @Test
    void deepJsonIsNoJson() {
        try (HostileServer server = HostileServer.answering(200, "{\"data\":" + "[".repeat(100_000))) {
            assertThat(read(server).reason()).contains("not-json");
        }
    }

    @Test
    void oneFailureStopsNoOther() {
        try (HostileServer server = new HostileServer((exchange, body) -> {
            if (body.contains("query=bad")) {
                HostileServer.send(exchange, 400, "");
            } else {
                HostileServer.send(exchange, 200, matrix("1"));
            }
        })) {
            assertThat(readings(server, "a: {query: bad, max: 5}\nb: {query: up, max: 5}", Map.of()))
                    .extracting(Reading::state)
                    .containsExactly(State.NO_DATA, State.PASS);
        }
    }

    @Test
    void slowAnswersAreWaitedForSideBySide() {
        try (HostileServer server = new HostileServer((exchange, body) -> {
            sleep(400);
            HostileServer.send(exchange, 200, matrix("1"));
        })) {
            String guardrails = IntStream.range(0, 8)
                    .mapToObj(at -> "g" + (char) ('a' + at) + ": {query: up" + at + ", max: 5}")
                    .collect(Collectors.joining("\n"));
            long start = System.nanoTime();
            assertThat(readings(server, guardrails, Map.of())).allMatch(reading -> reading.state() == State.PASS);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(8 * 400));
        }
    }

    @Test
    void aServerThatNeverAnswersIsATimeout() {
        try (HostileServer server = new HostileServer((exchange, body) -> sleep(20_000))) {
            assertThat(waitingBriefly(server)).isEqualTo(Reason.TIMEOUT);
        }
    }

    @Test
    void aServerThatDripsIsATimeout() {
        try (HostileServer server = new HostileServer((exchange, body) -> {
            exchange.sendResponseHeaders(200, 0);
            for (int at = 0; at < 200; at++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                sleep(100);
            }
        })) {
            assertThat(waitingBriefly(server)).isEqualTo(Reason.TIMEOUT);
        }
    }

    private static Reason waitingBriefly(HostileServer server) {
        MetricsServer asked =
                new PrometheusServer(ServerSettings.of(Optional.of(server.url()), Map.of()), Duration.ofMillis(700));
        Answer answer = asked.range("up", NOW.minusSeconds(600), NOW);
        return ((Answer.Nothing) answer).reason();
    }

    @Test
    void waitsTenSecondsAndNoMore() {
        assertThat(PrometheusServer.LONGEST_WAIT).isEqualTo(Duration.ofSeconds(10));
        assertThat(PrometheusServer.LARGEST_ANSWER).isEqualTo(4 << 20);
    }

    @Test
    void trafficIsAnInstantQuery() {
        String vector = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                + "{\"metric\":{},\"value\":[1,\"600\"]},{\"metric\":{},\"value\":[1,\"400\"]}]}}";
        try (HostileServer server = new HostileServer((exchange, body) -> HostileServer.send(
                exchange, 200, exchange.getRequestURI().getPath().endsWith("/query") ? vector : matrix("1")))) {
            assertThat(readings(server, "g: {query: up, max: 5, traffic: {query: t, min: 1000}}", Map.of())
                            .get(0)
                            .state())
                    .isEqualTo(State.PASS);
            assertThat(server.requests().get(0))
                    .startsWith("POST /api/v1/query ")
                    .endsWith("query=t&time=" + NOW.getEpochSecond());
            assertThat(readings(server, "g: {query: up, max: 5, traffic: {query: t, min: 1001}}", Map.of())
                            .get(0)
                            .reason())
                    .contains("too-little-traffic");
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anEmptyAnswerSaysSo() {
        try (HostileServer server = HostileServer.answering(200, EMPTY)) {
            assertThat(read(server).message()).contains("the query returned no series");
        }
    }
}
