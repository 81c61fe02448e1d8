package dev.hoist.benchmarks.evaluator;

import dev.hoist.benchmarks.seven.Context;
import dev.hoist.benchmarks.seven.Explanation;
import dev.hoist.benchmarks.seven.Flags;
import dev.hoist.benchmarks.seven.Ring;
import dev.hoist.benchmarks.seven.ThreeWays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The generated evaluator, by what a flag says. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FlagBenchmark {
    private static final Flags FLAGS = Flags.production();
    private static final dev.hoist.benchmarks.thousand.Flags THOUSAND =
            dev.hoist.benchmarks.thousand.Flags.production();

    /** Users whose context has answered for another flag of the same salt. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH sets them
    public static class Used {
        private Context[] contexts;
        private Ring[] rings;
        private String[] servers;

        /** Asks each context once. */
        @Setup
        public void ask(Ids ids) {
            Share share = new Share("the generated evaluator");
            contexts = new Context[Ids.SIZE];
            rings = new Ring[Ids.SIZE];
            servers = new String[Ids.SIZE];
            List<Ring> all = List.of(Ring.values());
            String[] names = {"game-eu-1", "game-eu-2", "game-us-1", "elsewhere"};
            for (int i = 0; i < Ids.SIZE; i++) {
                contexts[i] = Context.of(ids.text(i));
                share.add(FLAGS.atAQuarter(contexts[i]));
                rings[i] = all.get(i * 7 % all.size());
                servers[i] = names[i * 5 % names.length];
            }
            share.requireAQuarter();
        }
    }

    /** Keys of all flags, as a caller has them: equal to the evaluator's own, but not the same. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH sets them
    public static class Keys {
        private String[] ofSeven;
        private String[] ofThousand;
        private int at;

        /** Copies the keys. */
        @Setup
        public void copy() {
            ofSeven = copies(Flags.keys());
            ofThousand = copies(dev.hoist.benchmarks.thousand.Flags.keys());
            if (ofSeven.length != 7 || ofThousand.length != 1_000) {
                throw new IllegalStateException("there are " + ofSeven.length + " and " + ofThousand.length
                        + " flags where 7 and 1,000 are wanted");
            }
        }

        private static String[] copies(List<String> keys) {
            return keys.stream().map(key -> new String(key.toCharArray())).toArray(String[]::new);
        }

        private String next(String[] keys) {
            at = at + 1 < keys.length ? at + 1 : 0;
            return keys[at];
        }
    }

    /** A share, asked of a user for the first time. */
    @Benchmark
    public boolean percentageFresh(Ids ids) {
        return FLAGS.atAQuarter(Context.of(ids.next()));
    }

    /** A share, asked of a user who was asked for another flag of that salt. */
    @Benchmark
    public boolean percentageUsed(Ids ids, Used used) {
        return FLAGS.childOfSameSalt(used.contexts[ids.nextPlace()]);
    }

    /** All seven flags and the experiment, asked of a context that is kept. */
    @Benchmark
    public int allOfKept(Ids ids, Used used) {
        Context context = used.contexts[ids.nextPlace()];
        return (FLAGS.atAQuarter(context) ? 1 : 0)
                + (FLAGS.childOfSameSalt(context) ? 2 : 0)
                + (FLAGS.byRing(context) ? 4 : 0)
                + (FLAGS.byCanary(context) ? 8 : 0)
                + (FLAGS.forEveryone(context) ? 16 : 0)
                + (FLAGS.forNobody(context) ? 32 : 0)
                + (FLAGS.childOfOtherSalt(context) ? 64 : 0)
                + (FLAGS.threeWays(context).isPresent() ? 128 : 0);
    }

    /** A share of the user's ring. */
    @Benchmark
    public boolean ring(Ids ids, Used used) {
        int place = ids.nextPlace();
        return FLAGS.byRing(Context.of(ids.text(place)).withRing(used.rings[place]));
    }

    /** A canary server, or a share elsewhere. */
    @Benchmark
    public boolean canary(Ids ids, Used used) {
        int place = ids.nextPlace();
        return FLAGS.byCanary(Context.of(ids.text(place)).withServer(used.servers[place]));
    }

    /** A flag under a parent that shares its salt. */
    @Benchmark
    public boolean childOfSameSalt(Ids ids) {
        return FLAGS.childOfSameSalt(Context.of(ids.next()));
    }

    /** A flag under a parent of another salt. */
    @Benchmark
    public boolean childOfOtherSalt(Ids ids) {
        return FLAGS.childOfOtherSalt(Context.of(ids.next()));
    }

    /** A flag at 100 %. */
    @Benchmark
    public boolean everyone(Ids ids) {
        return FLAGS.forEveryone(Context.of(ids.next()));
    }

    /** A flag at 0 %. */
    @Benchmark
    public boolean nobody(Ids ids) {
        return FLAGS.forNobody(Context.of(ids.next()));
    }

    /** One and the same key among seven flags. */
    @Benchmark
    public boolean keyOfSeven(Ids ids) {
        return FLAGS.isEnabled("at_a_quarter", Context.of(ids.next()));
    }

    /** One and the same key among a thousand flags. */
    @Benchmark
    public boolean keyOfThousand(Ids ids) {
        return THOUSAND.isEnabled("use_feature_f12_of_g20", dev.hoist.benchmarks.thousand.Context.of(ids.next()));
    }

    /** Each of seven keys in turn. */
    @Benchmark
    public boolean eachKeyOfSeven(Ids ids, Keys keys) {
        return FLAGS.isEnabled(keys.next(keys.ofSeven), Context.of(ids.next()));
    }

    /** Each of a thousand keys in turn. */
    @Benchmark
    public boolean eachKeyOfThousand(Ids ids, Keys keys) {
        return THOUSAND.isEnabled(keys.next(keys.ofThousand), dev.hoist.benchmarks.thousand.Context.of(ids.next()));
    }

    /** A share and the reason. */
    @Benchmark
    public Explanation explain(Ids ids) {
        return FLAGS.explain("at_a_quarter", Context.of(ids.next()));
    }

    /** A variant of three. */
    @Benchmark
    public Optional<ThreeWays> experiment(Ids ids) {
        return FLAGS.threeWays(Context.of(ids.next()));
    }
}
