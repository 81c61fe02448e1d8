package dev.hoist.evaluator.plan;

import java.util.BitSet;
import java.util.List;

/** The declared exposure of one flag in one environment, in hundredths of a percent. */
public sealed interface Declared {

    /** The flag has no block for the environment. */
    record Absent() implements Declared {}

    /** The flag's block for the environment is disabled. */
    record Disabled() implements Declared {}

    /** One percentage for all users. */
    record Everyone(int below) implements Declared {}

    /**
     * One percentage for each ring.
     *
     * @param below one percentage for each ring of the policy, inner to outer
     */
    record Rings(List<Integer> below) implements Declared {
        public Rings {
            below = List.copyOf(below);
        }
    }

    /**
     * All users on some servers, and one percentage on all other servers.
     *
     * @param servers the numbers of the servers
     * @param elsewhere the percentage on all other servers
     */
    record Canary(BitSet servers, int elsewhere) implements Declared {}
}
