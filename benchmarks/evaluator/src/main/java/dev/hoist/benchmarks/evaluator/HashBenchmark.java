package dev.hoist.benchmarks.evaluator;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The hash alone, and the loop around it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HashBenchmark {
    /** Takes the next id and looks whether it is there. */
    @Benchmark
    public boolean floor(Ids ids) {
        return ids.next() != null;
    }

    /** Hashes bytes that are there already. */
    @Benchmark
    public int bytes(Ids ids) {
        return Murmur3.ofBytes(ids.nextBytes());
    }

    /** Hashes text, character by character. */
    @Benchmark
    public int characters(Ids ids) {
        return Murmur3.ofCharacters(ids.next());
    }

    /** Hashes text, four characters at a time. */
    @Benchmark
    public int fourCharacters(Ids ids) {
        return Murmur3.ofFourCharacters(ids.next());
    }

    /** Hashes text, four characters at a time in two pairs. */
    @Benchmark
    public int pairs(Ids ids) {
        return Murmur3.ofPairs(ids.next());
    }

    /** Copies the text into bytes and hashes those. */
    @Benchmark
    public int copied(Ids ids) {
        return Murmur3.ofBytes(ids.next().getBytes(StandardCharsets.UTF_8));
    }
}
