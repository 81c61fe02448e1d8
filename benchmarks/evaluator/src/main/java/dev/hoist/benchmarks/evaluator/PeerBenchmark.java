package dev.hoist.benchmarks.evaluator;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Other libraries on the same decision. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeerBenchmark {
    /** Togglz, ready to be asked. */
    @State(Scope.Thread)
    public static class Togglz {
        private final TogglzPeer peer = Peer.checked(new TogglzPeer());
    }

    /** LaunchDarkly, ready to be asked. */
    @State(Scope.Thread)
    public static class LaunchDarkly {
        private final LaunchDarklyPeer peer = Peer.checked(new LaunchDarklyPeer());

        /** Ends its threads. */
        @TearDown
        public void close() {
            peer.close();
        }
    }

    /** OpenFeature, ready to be asked. */
    @State(Scope.Thread)
    public static class OpenFeature {
        private final OpenFeaturePeer peer = Peer.checked(new OpenFeaturePeer());

        /** Ends its threads. */
        @TearDown
        public void close() {
            peer.close();
        }
    }

    /** flagd, ready to be asked. */
    @State(Scope.Thread)
    public static class Flagd {
        private final FlagdPeer peer = Peer.checked(new FlagdPeer());

        /** Ends its threads. */
        @TearDown
        public void close() {
            peer.close();
        }
    }

    /** Unleash, ready to be asked. */
    @State(Scope.Thread)
    public static class Unleash {
        private final UnleashPeer peer = Peer.checked(new UnleashPeer());

        /** Ends its threads. */
        @TearDown
        public void close() {
            peer.close();
        }
    }

    /** Togglz, gradual at 25 %. */
    @Benchmark
    public boolean togglz(Ids ids, Togglz togglz) {
        return togglz.peer.isOn(ids.next());
    }

    /** LaunchDarkly, a rollout of 25 %. */
    @Benchmark
    public boolean launchDarkly(Ids ids, LaunchDarkly launchDarkly) {
        return launchDarkly.peer.isOn(ids.next());
    }

    /** OpenFeature's SDK over flags in memory. */
    @Benchmark
    public boolean openFeature(Ids ids, OpenFeature openFeature) {
        return openFeature.peer.isOn(ids.next());
    }

    /** flagd, fractional at 25 %. */
    @Benchmark
    public boolean flagd(Ids ids, Flagd flagd) {
        return flagd.peer.isOn(ids.next());
    }

    /** Unleash, a flexible rollout of 25 %. */
    @Benchmark
    public boolean unleash(Ids ids, Unleash unleash) {
        return unleash.peer.isOn(ids.next());
    }
}
