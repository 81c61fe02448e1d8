package dev.hoist.guardrails;

import dev.hoist.guardrails.Participation.Exposure;
import dev.hoist.guardrails.Participation.State;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.inference.ChiSquareTest;

/** Asks a policy's metrics server how many users took part in experiments. */
public final class ParticipationQuery {
    private static final double SMALLEST_P = 0.001;
    private static final double LARGEST_COUNT = 1e15;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST_FORECAST = Duration.ofDays(3650);

    private final Map<String, String> environmentVariables;

    /** Prepares queries. Environment variables contain the token, and can replace the policy's URL. */
    public ParticipationQuery(Map<String, String> environmentVariables) {
        this.environmentVariables = Map.copyOf(environmentVariables);
    }

    /** One answer for each experiment, in the order of the experiments. */
    public List<Participation> ask(Policy policy, List<Experiment> experiments, Instant now) {
        if (experiments.stream().allMatch(one -> one.exposures().isEmpty())) {
            return experiments.stream()
                    .map(one -> noData(one, "it has no \"exposures\""))
                    .toList();
        }
        MetricsServer server = new PrometheusServer(ServerSettings.of(
                policy.metrics().map(metrics -> metrics.prometheus().value()), environmentVariables));
        return experiments.stream().map(one -> ask(server, one, now)).toList();
    }

    private static Participation ask(MetricsServer server, Experiment experiment, Instant now) {
        if (experiment.exposures().isEmpty()) {
            return noData(experiment, "it has no \"exposures\"");
        }
        String query = experiment.exposures().get().value();
        Counts counts = counts(server.instant(query, now), experiment);
        if (counts.problem().isPresent()) {
            return noData(experiment, counts.problem().get());
        }
        Map<String, Long> users = counts.users();
        long total = users.values().stream().mapToLong(Long::longValue).sum();
        if (total == 0) {
            return noData(experiment, "nobody took part");
        }
        List<Exposure> exposures = new ArrayList<>();
        for (Experiment.Variant variant : experiment.variants()) {
            String name = variant.name().value();
            exposures.add(new Exposure(
                    name,
                    users.getOrDefault(name, 0L),
                    (double) total * variant.weight().value().hundredths() / 10_000));
        }
        Optional<Double> p = p(exposures);
        boolean mismatch = p.isPresent() && p.get() < SMALLEST_P;
        Optional<Boolean> enough = experiment.minSampleSize().isEmpty()
                ? Optional.empty()
                : Optional.of(exposures.stream()
                        .allMatch(
                                one -> one.users() >= experiment.minSampleSize().getAsInt()));
        boolean lacks = enough.isPresent() && !enough.get();
        Optional<Instant> from = lacks
                ? enoughFrom(counts(server.instant(query, now.minus(DAY)), experiment), users, experiment, now)
                : Optional.empty();
        State state = mismatch ? State.MISMATCH : lacks ? State.NOT_ENOUGH : State.PASS;
        String reason = switch (state) {
            case MISMATCH -> "the variants are not as large as their weights say";
            case NOT_ENOUGH -> "a variant has fewer users than \"min_sample_size\"";
            default ->
                experiment.minSampleSize().isEmpty()
                        ? "the variants are even; there is no \"min_sample_size\""
                        : "the variants are even, and each has enough users";
        };
        return new Participation(experiment, state, exposures, p, Optional.of(mismatch), enough, from, reason);
    }

    private static Optional<Double> p(List<Exposure> exposures) {
        if (exposures.stream().anyMatch(one -> one.expected() == 0 && one.users() > 0)) {
            return Optional.of(0.0);
        }
        List<Exposure> some =
                exposures.stream().filter(one -> one.expected() > 0).toList();
        if (some.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(ChiSquareTest.withDefaults()
                .test(
                        some.stream().mapToDouble(Exposure::expected).toArray(),
                        some.stream().mapToLong(Exposure::users).toArray())
                .getPValue());
    }

    private static Optional<Instant> enoughFrom(
            Counts dayBefore, Map<String, Long> users, Experiment experiment, Instant now) {
        if (dayBefore.problem().isPresent()) {
            return Optional.empty();
        }
        double days = 0;
        for (Experiment.Variant variant : experiment.variants()) {
            String name = variant.name().value();
            long has = users.getOrDefault(name, 0L);
            long missing = experiment.minSampleSize().orElse(0) - has;
            long came = has - dayBefore.users().getOrDefault(name, 0L);
            if (missing > 0 && came <= 0) {
                return Optional.empty();
            }
            if (missing > 0) {
                days = Math.max(days, (double) missing / came);
            }
        }
        return days > LONGEST_FORECAST.toDays()
                ? Optional.empty()
                : Optional.of(now.plusSeconds((long) Math.ceil(days * DAY.toSeconds())));
    }

    private static Counts counts(Answer answer, Experiment experiment) {
        if (answer instanceof Answer.Nothing nothing) {
            return Counts.none(nothing.detail());
        }
        List<String> known = experiment.variants().stream()
                .map(variant -> variant.name().value())
                .toList();
        Map<String, Long> users = new LinkedHashMap<>();
        for (Answer.Series series : ((Answer.Data) answer).series()) {
            String name = series.labels().getOrDefault("variant", "");
            double value = series.values().length == 0 ? Double.NaN : series.values()[series.values().length - 1];
            if (!known.contains(name)) {
                return Counts.none("a series has variant=\"" + name + "\", which is no variant of the experiment");
            }
            if (!(value >= 0 && value <= LARGEST_COUNT)) {
                return Counts.none("the value of variant \"" + name + "\" is no count");
            }
            if (users.put(name, Math.round(value)) != null) {
                return Counts.none("two series have variant=\"" + name + "\": aggregate by variant in the query");
            }
        }
        return new Counts(users, Optional.empty());
    }

    static Participation noData(Experiment experiment, String reason) {
        return new Participation(
                experiment,
                State.NO_DATA,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                reason);
    }

    /**
     * The numbers of users by variant.
     *
     * @param problem why there are no numbers
     */
    private record Counts(Map<String, Long> users, Optional<String> problem) {
        static Counts none(String problem) {
            return new Counts(Map.of(), Optional.of(problem));
        }
    }
}
