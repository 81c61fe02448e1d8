package dev.hoist.guardrails;

import dev.hoist.guardrails.json.JsonValues;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.SampleReading;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Guardrail.OnBreach;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.verdict.CannotJudge;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Readings in a file that {@code hoist guard --format json} wrote. They count for a quarter of an hour. If the policy's
 * guardrails change or the flag moves, they no longer count.
 */
public final class ReadingsFile implements ParticipationSource {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Instant taken;
    private final String guardrails;
    private final Map<List<String>, Optional<Instant>> moved;
    private final List<Reading> readings;
    private final List<Counted> experiments;

    private ReadingsFile(
            Instant taken,
            String guardrails,
            Map<List<String>, Optional<Instant>> moved,
            List<Reading> readings,
            List<Counted> experiments) {
        this.taken = taken;
        this.guardrails = guardrails;
        this.moved = Map.copyOf(moved);
        this.readings = List.copyOf(readings);
        this.experiments = List.copyOf(experiments);
    }

    /** A text that differs for policies with different guardrails. */
    public static String fingerprint(Policy policy) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(policy.guardrails().toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws CannotJudge if it is not a file of readings
     */
    public static ReadingsFile parse(byte[] content, String name) {
        try {
            Map<String, Object> top = JsonValues.object(JsonValues.parse(content));
            Map<List<String>, Optional<Instant>> moved = new HashMap<>();
            for (Object one : list(top, "moved")) {
                Map<String, Object> move = JsonValues.object(one);
                moved.put(
                        List.of(text(move, "flag"), text(move, "environment")),
                        optionalText(move, "at").map(Instant::parse));
            }
            List<Reading> readings = new ArrayList<>();
            for (Object one : list(top, "guardrails")) {
                readings.add(reading(JsonValues.object(one)));
            }
            List<Counted> experiments = new ArrayList<>();
            if (top.containsKey("experiments")) {
                for (Object one : list(top, "experiments")) {
                    experiments.add(counted(JsonValues.object(one)));
                }
            }
            return new ReadingsFile(Instant.parse(text(top, "now")), text(top, "policy"), moved, readings, experiments);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new CannotJudge(
                    "\"" + name + "\" is no file of readings", "write it with \"hoist guard --format json\"");
        }
    }

    private static Reading reading(Map<String, Object> json) {
        Object value = json.get("value");
        return new Reading(
                text(json, "guardrail"),
                text(json, "flag"),
                text(json, "environment"),
                Reading.State.valueOf(
                        text(json, "state").toUpperCase(Locale.ROOT).replace('-', '_')),
                optionalText(json, "reason"),
                Boolean.TRUE.equals(json.get("ongoing")),
                value instanceof BigDecimal number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty(),
                json.get("threshold") instanceof BigDecimal number ? number : missing("threshold"),
                optionalText(json, "unit"),
                OnBreach.valueOf(text(json, "on_breach").toUpperCase(Locale.ROOT)),
                optionalText(json, "since").map(Instant::parse),
                Instant.parse(text(json, "at")),
                optionalText(json, "series"),
                text(json, "message"));
    }

    private static Counted counted(Map<String, Object> json) {
        return new Counted(
                text(json, "experiment"),
                json.get("min_sample_size") instanceof BigDecimal least ? Optional.of(least) : Optional.empty(),
                Participation.State.valueOf(
                        text(json, "state").toUpperCase(Locale.ROOT).replace('-', '_')),
                list(json, "exposures").stream()
                        .map(one -> exposure(JsonValues.object(one)))
                        .toList(),
                json.get("p") instanceof BigDecimal p ? Optional.of(p.doubleValue()) : Optional.empty(),
                truth(json, "mismatch"),
                truth(json, "enough"),
                optionalText(json, "enough_from").map(Instant::parse),
                text(json, "reason"));
    }

    private static Participation.Exposure exposure(Map<String, Object> json) {
        return new Participation.Exposure(
                text(json, "variant"),
                json.get("users") instanceof BigDecimal users ? users.longValueExact() : missing("users"),
                json.get("expected") instanceof BigDecimal expected ? expected.doubleValue() : missing("expected"));
    }

    @Override
    public List<Participation> participation(Policy policy, List<Experiment> asked, Instant now) {
        Optional<String> stale = staleness(policy, now);
        return asked.stream()
                .map(experiment -> stale.map(why -> ParticipationQuery.noData(experiment, why))
                        .orElseGet(() -> experiments.stream()
                                .filter(counted -> counted.experiment().equals(experiment.name()))
                                .findFirst()
                                .map(counted -> counted.of(experiment))
                                .orElseGet(() -> ParticipationQuery.noData(
                                        experiment, "the file has no counts of it; read again"))))
                .toList();
    }

    private static Optional<Boolean> truth(Map<String, Object> json, String key) {
        return json.get(key) instanceof Boolean truth ? Optional.of(truth) : Optional.empty();
    }

    @Override
    public List<SampleReading> readSamples(Policy policy, List<Experiment> asked, Instant now) {
        return participation(policy, asked, now).stream()
                .flatMap(counted -> counted.sample().stream())
                .toList();
    }

    @Override
    public List<Reading> read(Policy policy, List<Question> questions, Instant now) {
        Optional<String> stale = staleness(policy, now);
        return questions.stream()
                .map(question -> stale.or(() -> staleness(question, now))
                        .map(why -> Gauge.noData(question, now, Reason.STALE, why))
                        .orElseGet(() -> readings.stream()
                                .filter(reading -> reading.answers(question))
                                .findFirst()
                                .orElseGet(() -> Gauge.noData(
                                        question, now, Reason.STALE, "the file has no reading of it; read again"))))
                .toList();
    }

    private Optional<String> staleness(Policy policy, Instant now) {
        if (taken.isAfter(now.plus(AHEAD))) {
            return Optional.of("the readings were taken at " + taken + ", which is still to come");
        }
        if (taken.isBefore(now.minus(LONGEST))) {
            return Optional.of("the readings were taken at " + taken + ", more than 15 minutes ago; read again");
        }
        return guardrails.equals(fingerprint(policy))
                ? Optional.empty()
                : Optional.of("the policy had other guardrails when they were read; read again");
    }

    private Optional<String> staleness(Question question, Instant now) {
        Optional<Instant> then =
                moved.getOrDefault(List.of(question.flag().name(), question.environment()), Optional.empty());
        Instant reach = now.minus(Question.reach(question.guardrail()));
        boolean same = question.moved().isPresent()
                ? question.moved().equals(then)
                : then.filter(time -> !time.isBefore(reach)).isEmpty();
        return same ? Optional.empty() : Optional.of("the flag has moved since the readings were taken; read again");
    }

    private static List<?> list(Map<String, Object> json, String key) {
        return json.get(key) instanceof List<?> list ? list : missing(key);
    }

    private static String text(Map<String, Object> json, String key) {
        return optionalText(json, key).orElseGet(() -> missing(key));
    }

    private static Optional<String> optionalText(Map<String, Object> json, String key) {
        return json.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // stands where any value could
    private static <T> T missing(String key) {
        throw new IllegalArgumentException(key);
    }

    /** How many users took part in an experiment, according to the file. */
    private record Counted(
            String experiment,
            Optional<BigDecimal> minSampleSize,
            Participation.State state,
            List<Participation.Exposure> exposures,
            Optional<Double> p,
            Optional<Boolean> mismatch,
            Optional<Boolean> enough,
            Optional<Instant> enoughFrom,
            String reason) {

        Participation of(Experiment asked) {
            return isAbout(asked)
                    ? new Participation(asked, state, exposures, p, mismatch, enough, enoughFrom, reason)
                    : ParticipationQuery.noData(asked, "the experiment has changed since; read again");
        }

        /** Whether the experiment still has the same variants and the same minimum number of users. */
        private boolean isAbout(Experiment asked) {
            List<String> variants = asked.variants().stream()
                    .map(variant -> variant.name().value())
                    .toList();
            List<String> had =
                    exposures.stream().map(Participation.Exposure::variant).toList();
            boolean hasSameSize = asked.minSampleSize().isPresent()
                    ? minSampleSize
                            .filter(least -> least.compareTo(BigDecimal.valueOf(
                                            asked.minSampleSize().getAsInt()))
                                    == 0)
                            .isPresent()
                    : minSampleSize.isEmpty();
            return hasSameSize && (had.isEmpty() || had.equals(variants));
        }
    }
}
