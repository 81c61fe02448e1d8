package dev.hoist.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A metrics server on this machine. Each query has one value from a time on, or counts by variant. */
final class Metrics implements AutoCloseable {
    private static final String HOSTILE_LABEL = "</script>\\u001b[31m";

    private final Map<String, TreeMap<Instant, String>> values = new ConcurrentHashMap<>();
    private final Map<String, TreeMap<Instant, Map<String, Long>>> counts = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile String label = HOSTILE_LABEL;

    Metrics() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String field : new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&", -1)) {
            fields.put(field.split("=", 2)[0], URLDecoder.decode(field.split("=", 2)[1], UTF_8));
        }
        String query = fields.getOrDefault("query", "");
        asked.add(query);
        boolean isRange = fields.containsKey("start");
        String series = isRange
                ? range(query, seconds(fields, "start"), seconds(fields, "end"))
                : vector(query, seconds(fields, "time"));
        byte[] body = ("{\"status\":\"success\",\"data\":{\"resultType\":\"" + (isRange ? "matrix" : "vector")
                        + "\",\"result\":[" + series + "]}}")
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static long seconds(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, ""));
    }

    private String range(String query, long start, long end) {
        TreeMap<Instant, String> history = values.getOrDefault(query, new TreeMap<>());
        String points = IntStream.rangeClosed(0, (int) ((end - start) / 60))
                .mapToObj(minute -> Instant.ofEpochSecond(start + 60L * minute))
                .flatMap(time -> Optional.ofNullable(history.floorEntry(time)).stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> "[" + time.getEpochSecond() + ",\"" + entry.getValue() + "\"]"))
                .collect(Collectors.joining(","));
        return points.isEmpty() ? "" : "{\"metric\":{\"job\":\"" + label + "\"},\"values\":[" + points + "]}";
    }

    private String vector(String query, long time) {
        return Optional.ofNullable(counts.getOrDefault(query, new TreeMap<>()).floorEntry(Instant.ofEpochSecond(time)))
                .map(entry -> entry.getValue().entrySet().stream()
                        .map(one -> "{\"metric\":{\"variant\":\"" + one.getKey() + "\"},\"value\":[" + time + ",\""
                                + one.getValue() + "\"]}")
                        .collect(Collectors.joining(",")))
                .orElse("");
    }

    /** A value at all times. */
    void set(String query, String value) {
        values.put(query, new TreeMap<>(Map.of(Instant.MIN, value)));
    }

    /** A value from a time on. */
    void set(String query, Instant from, String value) {
        values.computeIfAbsent(query, any -> new TreeMap<>()).put(from, value);
    }

    void forget(String query) {
        values.remove(query);
    }

    /** Users by variant from a time on. */
    void count(String query, Instant from, Map<String, Long> users) {
        counts.computeIfAbsent(query, any -> new TreeMap<>()).put(from, new TreeMap<>(users));
    }

    /** A label that contains this text. */
    void echo(String text) {
        label = HOSTILE_LABEL + text;
    }

    /** The queries since they were last cleared. */
    List<String> asked() {
        return asked;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
