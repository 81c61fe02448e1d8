package dev.hoist.benchmarks.evaluator;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures all rows on each Java in turn, round by round, and writes the page. */
public final class Run {
    // other libraries have more code for a JVM to compile before it runs as fast as it will
    private static final int LARGER = 3;

    private Run() {}

    /** How long to look. */
    private enum Mode {
        QUICK(1, 6, 3, 150),
        FULL(5, 6, 5, 300);

        private final int rounds;
        private final int warmups;
        private final int iterations;
        private final int milliseconds;

        Mode(int rounds, int warmups, int iterations, int milliseconds) {
            this.rounds = rounds;
            this.warmups = warmups;
            this.iterations = iterations;
            this.milliseconds = milliseconds;
        }

        String text(int done) {
            return name().toLowerCase(Locale.ROOT) + ": " + done + (done == 1 ? " round" : " rounds")
                    + ", in each a fresh JVM a row, " + warmups + " iterations of " + milliseconds
                    + " ms to warm up (" + warmups * LARGER + " for other libraries) and "
                    + iterations + " that count";
        }
    }

    /**
     * Runs.
     *
     * @param arguments quick or full, the minutes that no further round may pass, the file for the page, and for each Java its
     *     version, an equals sign and its executable
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Mode mode = Mode.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Duration limit = Duration.ofMinutes(Long.parseLong(arguments[1]));
        Path page = Path.of(arguments[2]);
        Map<String, String> javas = new LinkedHashMap<>();
        for (int i = 3; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            javas.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        Instant start = Instant.now();
        List<Double> loads = new ArrayList<>();
        Map<String, Figures> figures = new LinkedHashMap<>();
        int done = 0;
        for (int round = 0; round < mode.rounds && isTimeForAnother(start, done, limit); round++) {
            for (Map.Entry<String, String> java : javas.entrySet()) {
                loads.add(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
                Figures ofJava = figures.computeIfAbsent(java.getKey(), version -> new Figures());
                ofJava.add(round, run(mode, mode.warmups, java.getValue(), Row.HASHES, 16));
                ofJava.add(round, run(mode, mode.warmups, java.getValue(), Row.FLAGS, 16));
                ofJava.add(round, run(mode, mode.warmups * LARGER, java.getValue(), Row.PEERS, 16));
                ofJava.add(round, run(mode, mode.warmups, java.getValue(), Row.LONG, 36));
            }
            done++;
        }
        String took = Duration.between(start, Instant.now()).toMinutes() + " min";
        Files.writeString(page, Page.of(figures, mode.text(done) + "; " + took, start, loads));
        System.out.println("wrote " + page);
    }

    /** Whether one more round, if it takes as long as those before, ends within the limit; there is always a first. */
    private static boolean isTimeForAnother(Instant start, int done, Duration limit) {
        Duration soFar = Duration.between(start, Instant.now());
        return done == 0 || soFar.plus(soFar.dividedBy(done)).compareTo(limit) <= 0;
    }

    private static Collection<RunResult> run(Mode mode, int warmups, String java, List<Row> rows, int length)
            throws RunnerException {
        TimeValue time = TimeValue.milliseconds(mode.milliseconds);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .jvm(java)
                .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC")
                .param("length", String.valueOf(length))
                .threads(1)
                .forks(1)
                .shouldFailOnError(true)
                .warmupIterations(warmups)
                .warmupTime(time)
                .measurementIterations(mode.iterations)
                .measurementTime(time)
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTime.class);
        for (Row row : rows) {
            options = options.include("\\." + Pattern.quote(row.benchmark()) + "$");
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        if (results.size() != rows.size()) {
            throw new IllegalStateException(results.size() + " of " + rows.size() + " rows ran");
        }
        return results;
    }
}
