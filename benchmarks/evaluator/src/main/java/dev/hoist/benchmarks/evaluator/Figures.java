package dev.hoist.benchmarks.evaluator;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What was measured of each row on one Java, round by round. */
final class Figures {
    private static final String BYTES = "gc.alloc.rate.norm";

    private final Map<String, Map<Integer, Round>> rows = new HashMap<>();

    /** The medians of a round's iterations: nanoseconds of processor time and on the clock, and bytes. */
    private record Round(double processor, double clock, double bytes) {}

    void add(int round, Collection<RunResult> results) {
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            String name = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
            List<IterationResult> iterations = result.getBenchmarkResults().stream()
                    .map(BenchmarkResult::getIterationResults)
                    .flatMap(Collection::stream)
                    .toList();
            rows.computeIfAbsent(name + " " + result.getParams().getParam("length"), key -> new TreeMap<>())
                    .put(
                            round,
                            new Round(
                                    secondary(iterations, CpuTime.LABEL),
                                    median(iterations.stream()
                                            .mapToDouble(each ->
                                                    each.getPrimaryResult().getScore())
                                            .toArray()),
                                    secondary(iterations, BYTES)));
        }
    }

    private static double secondary(List<IterationResult> iterations, String label) {
        return median(iterations.stream()
                .mapToDouble(each -> {
                    Result<?> result = each.getSecondaryResults().get(label);
                    if (result == null) {
                        throw new IllegalStateException("JMH has no \"" + label + "\" among "
                                + each.getSecondaryResults().keySet());
                    }
                    return result.getScore();
                })
                .toArray());
    }

    private Map<Integer, Round> rounds(Row row) {
        return rows.getOrDefault(row.benchmark() + " " + row.length(), Map.of());
    }

    /** Nanoseconds of processor time; empty where the row did not run. */
    OptionalDouble processor(Row row) {
        return over(rounds(row).values().stream().mapToDouble(Round::processor).toArray());
    }

    /** Nanoseconds on the clock. */
    OptionalDouble clock(Row row) {
        return over(rounds(row).values().stream().mapToDouble(Round::clock).toArray());
    }

    OptionalDouble bytes(Row row) {
        return over(rounds(row).values().stream().mapToDouble(Round::bytes).toArray());
    }

    /** The median, over the rounds, of how much longer a row took than another did in the same round. */
    OptionalDouble ratio(Row row, Row to) {
        Map<Integer, Round> others = rounds(to);
        return over(rounds(row).entrySet().stream()
                .filter(entry -> others.containsKey(entry.getKey()))
                .mapToDouble(entry -> entry.getValue().processor()
                        / others.getOrDefault(entry.getKey(), entry.getValue()).processor())
                .toArray());
    }

    private static OptionalDouble over(double[] values) {
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(median(values));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
