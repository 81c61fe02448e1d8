package dev.hoist.guardrails.compare;

import dev.hoist.guardrails.json.JsonValues;
import dev.hoist.validator.verdict.CannotJudge;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Measurements by metric, in the format of JMH or in the form {@code {"metric": [samples]}}. */
public final class Samples {
    private final Map<String, double[]> metrics = new LinkedHashMap<>();

    private Samples() {}

    /**
     * Reads a file.
     *
     * @throws CannotJudge if the file has neither of the two formats
     */
    public static Samples parse(byte[] content, String name) {
        Samples samples = new Samples();
        try {
            Object top = JsonValues.parse(content);
            if (top instanceof List<?> results) {
                results.forEach(samples::addJmh);
            } else if (top instanceof Map<?, ?> metrics) {
                metrics.forEach((metric, values) -> samples.metrics.put(String.valueOf(metric), numbers(values)));
            } else {
                throw new IllegalArgumentException("neither a list nor a mapping");
            }
        } catch (IllegalArgumentException e) {
            throw new CannotJudge(
                    "\"" + name + "\" has no measurements",
                    "write JMH's JSON (-rf json), or {\"metric\": [1.2, 1.3, …]}");
        }
        return samples;
    }

    /** The values of a metric. The name can be the whole name of the metric, or its part after a dot. */
    public Optional<double[]> of(String metric) {
        double[] exact = metrics.get(metric);
        if (exact != null) {
            return Optional.of(exact.clone());
        }
        List<String> ending = metrics.keySet().stream()
                .filter(name -> name.endsWith("." + metric))
                .toList();
        return ending.size() == 1
                ? Optional.ofNullable(metrics.get(ending.get(0))).map(double[]::clone)
                : Optional.empty();
    }

    public List<String> names() {
        return List.copyOf(metrics.keySet());
    }

    /**
     * Adds a result of JMH. More operations for each second are better, so such a result counts as its inverse. For
     * every metric, more is then worse.
     */
    private void addJmh(Object result) {
        Map<?, ?> json = JsonValues.object(result);
        String name = String.valueOf(json.get("benchmark"));
        if (json.get("params") instanceof Map<?, ?> params && !params.isEmpty()) {
            StringBuilder text = new StringBuilder();
            params.forEach((key, value) -> text.append(text.isEmpty() ? "" : ",")
                    .append(key)
                    .append('=')
                    .append(value));
            name = name + ":" + text;
        }
        double[] values = raw(JsonValues.object(json.get("primaryMetric")));
        boolean moreIsBetter = "thrpt".equals(json.get("mode"));
        for (int at = 0; moreIsBetter && at < values.length; at++) {
            values[at] = 1 / values[at];
        }
        put(name, values);
        if (json.get("secondaryMetrics") instanceof Map<?, ?> more) {
            String prefix = name;
            more.forEach((key, metric) -> put(prefix + ":" + key, raw(JsonValues.object(metric))));
        }
    }

    /** Adds values to a metric. Several runs in one file are one sample. */
    private void put(String metric, double[] values) {
        metrics.merge(
                metric,
                values,
                (first, more) -> DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(more))
                        .toArray());
    }

    private static double[] raw(Map<?, ?> metric) {
        List<Object> all = new ArrayList<>();
        if (metric.get("rawData") instanceof List<?> forks) {
            for (Object fork : forks) {
                if (fork instanceof List<?> values) {
                    all.addAll(values);
                }
            }
        }
        return numbers(all);
    }

    private static double[] numbers(Object values) {
        if (!(values instanceof List<?> list)) {
            throw new IllegalArgumentException("no list of numbers");
        }
        return list.stream()
                .mapToDouble(one -> {
                    if (one instanceof BigDecimal number && Double.isFinite(number.doubleValue())) {
                        return number.doubleValue();
                    }
                    throw new IllegalArgumentException("not a number");
                })
                .toArray();
    }
}
