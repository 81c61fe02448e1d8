package dev.hoist.guardrails.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Share;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is posted, signed, tried again and remembered, against a server of our own. */
class NoticeSenderTest {
    private static final Instant TIME = Instant.parse("2026-11-24T09:00:00Z");
    private static final String SECRET = "s3cr3t";

    @TempDir
    Path directory;

    private final List<HttpExchange> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Integer> answers = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(exchange);
            int status = answers.isEmpty() ? 200 : answers.remove(0);
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.getResponseHeaders().add("Retry-After", "3");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Map<String, String> webhook() {
        return Map.of("HOIST_WEBHOOK_URL", url("/hook?key=" + SECRET), "HOIST_WEBHOOK_SECRET", SECRET);
    }

    private NoticeSender sender(Map<String, String> variables, NoticeFormat format) {
        return new NoticeSender(variables, format, Duration.ofSeconds(5), pauses::add);
    }

    private Deliveries send(Map<String, String> variables, int notices) {
        return sender(variables, NoticeFormat.JSON).send(notices(notices), DeliveryLog.none());
    }

    private static List<Notice> notices(int number) {
        return IntStream.range(0, number).mapToObj(NoticeSenderTest::notice).toList();
    }

    private static Notice notice(int number) {
        Movement movement = new Movement(
                "use_checkout",
                "production",
                Movement.Direction.RAISE,
                new Share.Uniform(BigDecimal.TEN),
                new Share.Uniform(new BigDecimal("25")),
                Optional.empty(),
                Optional.empty());
        Verdict verdict = new Verdict(
                Kind.RAISE,
                Base.none("it is the first commit"),
                "head",
                TIME,
                Verdict.TimeSource.CLAIMED,
                ZoneOffset.UTC,
                List.of(),
                List.of(movement),
                false);
        return new Notice(
                new AuditedChange(
                        "a1b2c3d4e5f6a7b8c9d0" + number,
                        TIME,
                        "Ada <b>",
                        "Raise \"it\" & <more>\u001b",
                        verdict,
                        Optional.empty()),
                movement);
    }

    @Test
    void signsWhatItPosts() throws Exception {
        Deliveries deliveries = send(webhook(), 1);
        assertThat(deliveries.posted()).containsExactly(Map.entry("webhook", 1));
        assertThat(deliveries.failed()).isEmpty();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(requests.get(0).getRequestHeaders().getFirst("X-Hoist-Signature-256"))
                .isEqualTo("sha256="
                        + HexFormat.of().formatHex(mac.doFinal(bodies.get(0).getBytes(StandardCharsets.UTF_8))));
        assertThat(requests.get(0).getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(requests.get(0).getRequestURI()).hasToString("/hook?key=" + SECRET);
        assertThat(bodies.get(0))
                .isEqualTo("{\"flag\": \"use_checkout\", \"environment\": \"production\", \"direction\": \"raise\","
                        + " \"from\": 10, \"to\": 25, \"audience\": null, \"commit\": \"a1b2c3d4e5f6a7b8c9d00\","
                        + " \"time\": \"2026-11-24T09:00:00Z\", \"author\": \"Ada <b>\","
                        + " \"subject\": \"Raise \\\"it\\\" & <more>\\u001b\", \"kind\": \"raise\","
                        + " \"verdict\": \"accepted\", \"text\": \"use_checkout went up in production: 10 → 25 %."
                        + " Raise \\\"it\\\" & <more>\\\\u001b (Ada <b>, a1b2c3d4e5f6)\"}");
    }

    @Test
    void withoutASecretItSignsNothing() {
        send(Map.of("HOIST_WEBHOOK_URL", url("/")), 1);
        assertThat(requests.get(0).getRequestHeaders()).doesNotContainKey("X-Hoist-Signature-256");
    }

    @Test
    void writesSlackItsOwnBody() {
        sender(webhook(), NoticeFormat.SLACK).send(notices(1), DeliveryLog.none());
        assertThat(bodies)
                .containsExactly("{\"text\": \"use_checkout went up in production: 10 → 25 %. Raise \\\"it\\\" &amp;"
                        + " &lt;more&gt;\\\\u001b (Ada &lt;b&gt;, a1b2c3d4e5f6)\"}");
    }

    @Test
    void writesAnnotationsForGrafana() {
        Deliveries deliveries = send(Map.of("HOIST_GRAFANA_URL", url("/grafana/"), "HOIST_GRAFANA_TOKEN", SECRET), 1);
        assertThat(deliveries.posted()).containsExactly(Map.entry("grafana", 1));
        assertThat(requests.get(0).getRequestURI()).hasToString("/grafana/api/annotations");
        assertThat(requests.get(0).getRequestHeaders().getFirst("Authorization"))
                .isEqualTo("Bearer " + SECRET);
        assertThat(bodies.get(0))
                .startsWith("{\"time\": 1795510800000, \"tags\": [\"hoist\", \"use_checkout\", \"production\","
                        + " \"raise\"], \"text\": \"use_checkout went up");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void triesAgainWhereTheServerIsBusy(int status) {
        answers.addAll(List.of(status, status));
        assertThat(send(webhook(), 1).failed()).isEmpty();
        assertThat(bodies).hasSize(3).containsOnly(bodies.get(0));
        assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
    }

    @Test
    void givesUpAfterFourTriesAndDoesNotAskForTheNext() {
        answers.addAll(List.of(503, 503, 503, 503, 503, 503));
        Deliveries deliveries = send(webhook(), 2);
        assertThat(bodies).hasSize(4);
        assertThat(deliveries.failed())
                .hasSize(2)
                .allSatisfy(sentence -> assertThat(sentence)
                        .contains("webhook at http://127.0.0.1", "use_checkout went up")
                        .doesNotContain(SECRET));
        assertThat(deliveries.failed().get(0)).contains("it answered 503");
        assertThat(deliveries.failed().get(1)).contains("not tried");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 404})
    void doesNotTryAgainWhatTheServerRefuses(int status) {
        answers.add(status);
        Deliveries deliveries = send(webhook(), 2);
        assertThat(bodies).hasSize(2);
        assertThat(deliveries.posted()).containsExactly(Map.entry("webhook", 1));
        assertThat(deliveries.failed()).singleElement().asString().contains("it answered " + status);
    }

    @Test
    void postsNothingTwiceWithAState() {
        Path file = directory.resolve("state");
        answers.addAll(List.of(200, 400, 200));
        try (DeliveryLog log = DeliveryLog.open(file)) {
            assertThat(sender(webhook(), NoticeFormat.JSON)
                            .send(notices(3), log)
                            .failed())
                    .hasSize(1);
        }
        bodies.clear();
        try (DeliveryLog log = DeliveryLog.open(file)) {
            Deliveries second = sender(webhook(), NoticeFormat.JSON).send(notices(4), log);
            assertThat(second.posted()).containsExactly(Map.entry("webhook", 2));
            assertThat(second.known()).isEqualTo(2);
        }
        assertThat(bodies).hasSize(2);
        assertThat(file).content().doesNotContain(SECRET, "127.0.0.1");
    }

    @Test
    void aLineThatAKilledRunLeftIsNoDelivery() throws IOException {
        Path file = directory.resolve("state");
        try (DeliveryLog log = DeliveryLog.open(file)) {
            sender(webhook(), NoticeFormat.JSON).send(notices(2), log);
        }
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 5));
        try (DeliveryLog log = DeliveryLog.open(file)) {
            assertThat(sender(webhook(), NoticeFormat.JSON)
                            .send(notices(2), log)
                            .posted())
                    .containsExactly(Map.entry("webhook", 1));
        }
        assertThat(file).content().isEqualTo(whole);
    }

    @Test
    void twoRunsDoNotShareAState() {
        Path file = directory.resolve("state");
        try (DeliveryLog first = DeliveryLog.open(file)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> DeliveryLog.open(file))
                    .isInstanceOf(CannotJudge.class)
                    .hasMessageContaining("another run");
        }
        DeliveryLog.open(file).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy: 1\n", "x", "{\"to\": \"webhook\"}\nx"})
    void leavesAFileOfAnotherKindAlone(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("state"), content, StandardOpenOption.CREATE_NEW);
        assertThatThrownBy(() -> DeliveryLog.open(file)).isInstanceOf(CannotJudge.class);
        assertThat(file).content().isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://h/",
                "ftp://h/",
                "hook",
                "http://",
                "https://ada:s3cr3t@hooks.example.com/",
                "http://h h/"
            })
    void takesOnlyUrlsOfHttp(String url) {
        for (String variable : List.of("HOIST_WEBHOOK_URL", "HOIST_GRAFANA_URL")) {
            assertThatThrownBy(() -> send(Map.of(variable, url), 1))
                    .isInstanceOf(CannotJudge.class)
                    .hasMessageContaining(variable)
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void sendsTheTokenOfGrafanaOverHttpToNobodyElse() {
        assertThatThrownBy(() -> send(
                        Map.of("HOIST_GRAFANA_URL", "http://grafana.example.com", "HOIST_GRAFANA_TOKEN", SECRET), 1))
                .isInstanceOf(CannotJudge.class)
                .hasMessageContaining("not sent over http");
    }

    @Test
    void saysThatThereIsNowhereToPostTo() {
        assertThatThrownBy(() -> send(Map.of("HOIST_WEBHOOK_URL", " "), 1))
                .isInstanceOf(CannotJudge.class)
                .hasMessage("there is nowhere to post to");
    }
}
