package dev.hoist.benchmarks.evidence;

import dev.hoist.flags.Context;
import dev.hoist.flags.Flags;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a request pays for the flags of state persistence in staging: all of them, asked for a user who was not seen before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StatePersistenceBenchmark {
    private static final Flags FLAGS = Flags.staging();
    private static final int USERS = 4096;

    private final String[] users = new String[USERS];
    private final List<String> keys = Flags.keys();
    private int next;

    /** With users by name. */
    public StatePersistenceBenchmark() {
        for (int number = 0; number < USERS; number++) {
            users[number] = "user-" + number * 31;
        }
    }

    /**
     * The time of the processor that a call takes, in nanoseconds. Unlike the time on the clock it does not count how long other
     * programs of the machine run in between.
     */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Processor {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private long calls;
        private long began;
        private double each;

        /** Begins to count. */
        @Setup(Level.Iteration)
        public void begin() {
            calls = 0;
            began = threads.getCurrentThreadCpuTime();
        }

        /** Ends counting. */
        @TearDown(Level.Iteration)
        public void end() {
            each = (double) (threads.getCurrentThreadCpuTime() - began) / calls;
        }

        /** The result, by the name that the metric has. */
        public double cpu() {
            return each;
        }
    }

    /** How many flags the user has: none where the group is off, else all seven. */
    @Benchmark
    public int allFlagsOfAUser(Processor processor) {
        processor.calls++;
        next = (next + 1) % USERS;
        Context user = Context.of(users[next]);
        int on = 0;
        for (String key : keys) {
            on += FLAGS.isEnabled(key, user) ? 1 : 0;
        }
        return on;
    }
}
