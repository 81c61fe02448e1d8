package dev.hoist.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A metrics server on this machine, in which each query has one value at all times. */
final class Metrics implements AutoCloseable {
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final HttpServer server;

    Metrics() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Map<String, String> fields = new HashMap<>();
            for (String field : new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&", -1)) {
                fields.put(field.split("=", 2)[0], URLDecoder.decode(field.split("=", 2)[1], UTF_8));
            }
            long start = Long.parseLong(fields.get("start"));
            long end = Long.parseLong(fields.get("end"));
            String value = values.get(fields.get("query"));
            String points = IntStream.rangeClosed(0, (int) ((end - start) / 60))
                    .mapToObj(at -> "[" + (start + 60L * at) + ",\"" + value + "\"]")
                    .collect(Collectors.joining(","));
            byte[] body = ("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                            + (value == null ? "" : "{\"metric\":{},\"values\":[" + points + "]}") + "]}}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    void set(String query, String value) {
        values.put(query, value);
    }

    void forget(String query) {
        values.remove(query);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
