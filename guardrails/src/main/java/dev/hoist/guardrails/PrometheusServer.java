package dev.hoist.guardrails;

import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A Prometheus HTTP API. It follows no redirect, waits at most ten seconds, and reads at most 4 MiB. */
final class PrometheusServer implements MetricsServer {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    private final ServerSettings settings;
    private final Duration wait;
    private final HttpClient client;

    PrometheusServer(ServerSettings settings) {
        this(settings, LONGEST_WAIT);
    }

    PrometheusServer(ServerSettings settings, Duration wait) {
        this.settings = settings;
        this.wait = wait;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(wait)
                .build();
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
                .timeout(wait)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        settings.authorization().ifPresent(value -> request.header("Authorization", value));
        CompletableFuture<HttpResponse<Optional<byte[]>>> response =
                client.sendAsync(request.build(), status -> new LimitedBody());
        try {
            return withoutSecrets(answer(response.get(wait.toMillis(), TimeUnit.MILLISECONDS), isRange));
        } catch (TimeoutException e) {
            response.cancel(true);
            return timeout();
        } catch (ExecutionException e) {
            return failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.cancel(true);
            return timeout();
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

    /** A server can send back what it was sent. */
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

    private Answer failure(@Nullable Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException || cause instanceof HttpTimeoutException) {
            return timeout();
        }
        if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
            return new Answer.Nothing(
                    Reason.UNREACHABLE,
                    "there is no connection to " + settings.shown() + ": does it run, and is the name right?");
        }
        if (cause instanceof SSLException) {
            return new Answer.Nothing(
                    Reason.UNREACHABLE,
                    "there is no secure connection to " + settings.shown() + ": check its certificate");
        }
        return new Answer.Nothing(Reason.UNREACHABLE, "the connection to " + settings.shown() + " broke off");
    }

    private Answer timeout() {
        return new Answer.Nothing(
                Reason.TIMEOUT, "there was no whole answer within " + Math.max(1, wait.toSeconds()) + " seconds");
    }

    /** A body up to the largest that is read; empty where there is more. */
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
