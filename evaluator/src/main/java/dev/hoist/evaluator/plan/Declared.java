package dev.hoist.evaluator.plan;

import java.util.BitSet;
import java.util.List;

/** The declared exposure of one flag in one environment, in hundredths of a percent. */
public sealed interface Declared {

    /** The environment is left out. */
    record Absent() implements Declared {}

    /** The block is disabled. */
    record Disabled() implements Declared {}

    /** One figure. */
    record Everyone(int below) implements Declared {}

    /**
     * A figure a ring.
     *
     * @param below one for each ring of the policy, inner to outer
     */
    record Rings(List<Integer> below) implements Declared {
        public Rings {
            below = List.copyOf(below);
        }
    }

    /**
     * All on some servers.
     *
     * @param servers their numbers
     * @param elsewhere the figure for every other server
     */
    record Canary(BitSet servers, int elsewhere) implements Declared {}
}
