package dev.hoist.benchmarks.evidence;

import dev.hoist.flags.Context;
import dev.hoist.flags.Flags;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

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

    /** How many flags the user has: none where the group is off, else all seven. */
    @Benchmark
    public int allFlagsOfAUser() {
        next = (next + 1) % USERS;
        Context user = Context.of(users[next]);
        int on = 0;
        for (String key : keys) {
            on += FLAGS.isEnabled(key, user) ? 1 : 0;
        }
        return on;
    }
}
