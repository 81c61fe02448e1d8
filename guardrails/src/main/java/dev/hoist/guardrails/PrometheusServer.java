package dev.hoist.guardrails;

import dev.hoist.guardrails.http.TimedClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A metrics server with the Prometheus HTTP API. Hoist follows no redirect, waits at most ten seconds for an answer,
 * and reads at most 4 MiB of it.
 */
final class PrometheusServer implements MetricsServer {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    private final ServerSettings settings;
    private final TimedClient client;

    PrometheusServer(ServerSettings settings) {
        this(settings, LONGEST_WAIT);
    }

    PrometheusServer(ServerSettings settings, Duration wait) {
        this.settings = settings;
        this.client = new TimedClient(wait);
    }

    @Override
    public Answer range(String query, Instant start, Instant end) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("query", query);
        form.put("start", Long.toString(start.getEpochSecond()));
        form.put("end", Long.toString(end.getEpochSecond()));
        form.put("step", Integer.toString(STEP));
        return ask("/api/v1/query_range", form, true);
    }

    @Override
    public Answer instant(String query, Instant at) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("query", query);
        form.put("time", Long.toString(at.getEpochSecond()));
        return ask("/api/v1/query", form, false);
    }

    private Answer ask(String path, Map<String, String> form, boolean isRange) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.call(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        settings.authorization().ifPresent(value -> request.header("Authorization", value));
        try {
            return withoutSecrets(answer(client.send(request, status -> new LimitedBody()), isRange));
        } catch (HttpTimeoutException e) {
            return new Answer.Nothing(
                    Reason.TIMEOUT, "there was no whole answer within " + client.seconds() + " seconds");
        } catch (IOException e) {
            return unreachable(e);
        }
    }

    private Answer answer(HttpResponse<Optional<byte[]>> response, boolean isRange) {
        int status = response.statusCode();
        if (status >= 300 && status < 400) {
            return new Answer.Nothing(
                    Reason.REDIRECTED,
                    "the server answered " + status
                            + ", a redirect, which is not followed: write the URL that it leads to");
        }
        if (status == 401 || status == 403) {
            return new Answer.Nothing(
                    Reason.UNAUTHORIZED, "the server answered " + status + ": " + settings.wayToAuthorize());
        }
        Optional<byte[]> body = response.body();
        if (status == 400 || status == 422) {
            return new Answer.Nothing(
                    Reason.BAD_QUERY,
                    "the server answered " + status
                            + body.flatMap(AnswerReader::error)
                                    .map(error -> ": " + error)
                                    .orElse("") + "; mend the query in the policy");
        }
        if (status != 200) {
            return new Answer.Nothing(
                    Reason.FAILED,
                    "the server answered " + status
                            + (status == 404
                                    ? ": is " + settings.shown() + " the root of a Prometheus HTTP API?"
                                    : ""));
        }
        return body.map(bytes -> AnswerReader.read(bytes, isRange))
                .orElseGet(() -> new Answer.Nothing(
                        Reason.TOO_LARGE, "the answer is larger than 4 MiB: aggregate in the query"));
    }

    /** The same answer without secrets. A server can send back a secret that it received. */
    private Answer withoutSecrets(Answer answer) {
        if (answer instanceof Answer.Nothing nothing) {
            return new Answer.Nothing(nothing.reason(), settings.withoutToken(nothing.detail()));
        }
        return new Answer.Data(((Answer.Data) answer)
                .series().stream()
                        .map(one -> new Answer.Series(withoutSecrets(one.labels()), one.times(), one.values()))
                        .toList());
    }

    private Map<String, String> withoutSecrets(Map<String, String> labels) {
        Map<String, String> shown = new LinkedHashMap<>();
        labels.forEach((name, value) -> shown.put(settings.withoutToken(name), settings.withoutToken(value)));
        return shown;
    }

    private Answer unreachable(IOException problem) {
        if (problem instanceof ConnectException || problem.getCause() instanceof UnresolvedAddressException) {
            return new Answer.Nothing(
                    Reason.UNREACHABLE,
                    "there is no connection to " + settings.shown() + ": does it run, and is the name right?");
        }
        return new Answer.Nothing(
                Reason.UNREACHABLE,
                problem instanceof SSLException
                        ? "there is no secure connection to " + settings.shown() + ": check its certificate"
                        : "the connection to " + settings.shown() + " broke off");
    }

    /** The body of an answer, with a limited size; empty if the body is larger. */
    private static final class LimitedBody implements HttpResponse.BodySubscriber<Optional<byte[]>> {
        private final CompletableFuture<Optional<byte[]>> body = new CompletableFuture<>();
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<Optional<byte[]>> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            Flow.Subscription given = java.util.Objects.requireNonNull(subscription);
            if (body.isDone()) {
                return;
            }
            for (ByteBuffer buffer : buffers) {
                if (read.size() + buffer.remaining() > LARGEST_ANSWER) {
                    given.cancel();
                    body.complete(Optional.empty());
                    return;
                }
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                read.writeBytes(bytes);
            }
            given.request(1);
        }

        @Override
        public void onError(Throwable trouble) {
            body.completeExceptionally(trouble);
        }

        @Override
        public void onComplete() {
            body.complete(Optional.of(read.toByteArray()));
        }
    }
}
