package dev.hoist.guardrails;

import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.SampleReading;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.verdict.CannotJudge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Takes readings from the metrics server of a policy. It asks about guardrails in parallel, and sends the same query
 * only once.
 */
public final class PrometheusReadings implements ParticipationSource {
    private static final int SIDE_BY_SIDE = 16;

    private final Map<String, String> environmentVariables;

    /** Prepares queries. Environment variables contain the token, and can replace the policy's URL. */
    public PrometheusReadings(Map<String, String> environmentVariables) {
        this.environmentVariables = Map.copyOf(environmentVariables);
    }

    @Override
    public List<Reading> read(Policy policy, List<Question> questions, Instant now) {
        return measure(policy, questions, now).stream()
                .map(Measurement::reading)
                .toList();
    }

    @Override
    public List<Participation> participation(Policy policy, List<Experiment> experiments, Instant now) {
        return new ParticipationQuery(environmentVariables).ask(policy, experiments, now);
    }

    @Override
    public List<SampleReading> readSamples(Policy policy, List<Experiment> experiments, Instant now) {
        try {
            return new ParticipationQuery(environmentVariables)
                    .ask(policy, experiments, now).stream()
                            .flatMap(counted -> counted.sample().stream())
                            .toList();
        } catch (CannotJudge e) {
            // a warning that cannot be given stands in nobody's way
            return List.of();
        }
    }

    /** One measurement for each question, in the order of the questions. */
    public List<Measurement> measure(Policy policy, List<Question> questions, Instant now) {
        if (questions.isEmpty()) {
            return List.of();
        }
        ServerSettings settings = ServerSettings.of(
                policy.metrics().map(metrics -> metrics.prometheus().value()), environmentVariables);
        return measure(new PrometheusServer(settings), questions, now);
    }

    static List<Measurement> measure(MetricsServer server, List<Question> questions, Instant now) {
        MetricsServer once = new AskedOnce(server);
        ExecutorService askers = Executors.newFixedThreadPool(Math.min(SIDE_BY_SIDE, questions.size()), task -> {
            Thread thread = new Thread(task, "guardrails");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Measurement>> measured = new ArrayList<>();
            for (Question question : questions) {
                measured.add(askers.submit(() -> new Gauge(question, now).measure(once)));
            }
            List<Measurement> all = new ArrayList<>();
            for (Future<Measurement> one : measured) {
                all.add(result(one));
            }
            return all;
        } finally {
            askers.shutdownNow();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A metrics server that is asked each query only once, even if several callers ask it. */
    private static final class AskedOnce implements MetricsServer {
        private final MetricsServer server;
        private final Map<List<Object>, FutureTask<Answer>> asked = new ConcurrentHashMap<>();

        AskedOnce(MetricsServer server) {
            this.server = server;
        }

        @Override
        public Answer range(String query, Instant start, Instant end) {
            return once(List.of(query, start, end), () -> server.range(query, start, end));
        }

        @Override
        public Answer instant(String query, Instant at) {
            return once(List.of(query, at), () -> server.instant(query, at));
        }

        private Answer once(List<Object> what, java.util.concurrent.Callable<Answer> ask) {
            FutureTask<Answer> mine = new FutureTask<>(ask);
            FutureTask<Answer> first =
                    Optional.ofNullable(asked.putIfAbsent(what, mine)).orElse(mine);
            if (first.equals(mine)) {
                mine.run();
            }
            return result(first);
        }
    }
}
