package dev.hoist.guardrails.notice;

import dev.hoist.guardrails.http.TimedClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Posts a body. If the server may only be busy, it tries again. It follows no redirect and does not read the answer's
 * body.
 */
final class HttpPost {
    static final int TRIES = 4;
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final TimedClient client;
    private final Sleeper sleeper;

    /** Waits before the next attempt. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    HttpPost(Duration wait, Sleeper sleeper) {
        this.sleeper = sleeper;
        this.client = new TimedClient(wait);
    }

    /**
     * The result of a post.
     *
     * @param problem why it failed; empty if the server accepted it
     * @param isTemporary whether the same post may succeed later; until then, other posts to this server would fail too
     */
    record Outcome(Optional<String> problem, boolean isTemporary, Duration pause) {
        static final Outcome TAKEN = new Outcome(Optional.empty(), false, Duration.ZERO);

        static Outcome temporary(String problem) {
            return new Outcome(Optional.of(problem), true, Duration.ZERO);
        }

        static Outcome lasting(String problem) {
            return new Outcome(Optional.of(problem), false, Duration.ZERO);
        }
    }

    Outcome post(Destination destination, String body) {
        Outcome outcome = once(destination, body);
        Duration pause = FIRST_PAUSE;
        for (int tried = 1; tried < TRIES && outcome.isTemporary(); tried++) {
            try {
                sleeper.sleep(outcome.pause().compareTo(pause) > 0 ? outcome.pause() : pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return outcome;
            }
            pause = pause.multipliedBy(2);
            outcome = once(destination, body);
        }
        return outcome;
    }

    private Outcome once(Destination destination, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(destination.address())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        destination.headers().apply(body).forEach(request::header);
        try {
            return outcome(client.send(request, HttpResponse.BodyHandlers.discarding()));
        } catch (HttpTimeoutException e) {
            return Outcome.temporary("there was no answer within " + client.seconds() + " seconds");
        } catch (SSLException e) {
            return Outcome.lasting("there is no secure connection: check its certificate");
        } catch (IOException e) {
            return Outcome.temporary(
                    e instanceof ConnectException ? "there is no connection" : "the connection broke off");
        }
    }

    private static Outcome outcome(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return Outcome.TAKEN;
        }
        if (status == 408 || status == 429 || status >= 500) {
            return new Outcome(Optional.of("it answered " + status), true, asked(response));
        }
        return Outcome.lasting(
                status >= 300 && status < 400
                        ? "it answered " + status + ", a redirect, which is not followed"
                        : "it answered " + status);
    }

    /** How long the server asks to wait, up to a limit. */
    private static Duration asked(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST_WAIT.toSeconds())))
                .orElse(Duration.ZERO);
    }
}
