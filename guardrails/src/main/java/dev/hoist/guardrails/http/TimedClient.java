package dev.hoist.guardrails.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An HTTP client that follows no redirect. Its time limit covers the whole answer. */
public final class TimedClient {
    private final Duration limit;
    private final HttpClient client;

    public TimedClient(Duration limit) {
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limit)
                .build();
    }

    /** The time limit in whole seconds, for messages. */
    public long seconds() {
        return Math.max(1, limit.toSeconds());
    }

    /**
     * Sends a request, and waits until its answer is read.
     *
     * @throws HttpTimeoutException if the answer takes too long
     */
    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) throws IOException {
        CompletableFuture<HttpResponse<T>> response =
                client.sendAsync(request.timeout(limit).build(), body);
        try {
            return response.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new HttpTimeoutException("no whole answer");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.cancel(true);
            throw new HttpTimeoutException("interrupted");
        }
    }
}
