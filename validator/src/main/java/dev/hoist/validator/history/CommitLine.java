package dev.hoist.validator.history;

import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.time.Instant;
import java.util.Set;

/**
 * A first-parent line of commits, newest first: index 0 is the newest, {@code size() - 1} the root. Trees are read on
 * demand and may be read again each time. Times and ids are cheap.
 */
public interface CommitLine {

    int size();

    /** The full commit id. */
    String commit(int index);

    /** When it happened: never earlier than any older commit of the line. */
    Instant time(int index);

    /** The committer time as the commit claims it. */
    Instant claimed(int index);

    /** The flags directory at that commit, as it is written there; empty where it has none. */
    FlagTree tree(int index);

    /** Whether two commits have the same flags directory; answered without reading it. */
    boolean sameTree(int index, int other);

    /** Whether two commits have the same policy file for certain; answered without reading the rest. */
    default boolean samePolicyFile(int index, int other) {
        return sameTree(index, other);
    }

    TimeSource timeSource();

    /**
     * The same line for questions about the effective exposure of some flags alone. Its trees may lack the files of flags that
     * these do not depend on.
     */
    default CommitLine about(Set<String> keys) {
        return this;
    }

    /** The same line without its newest commits. */
    default CommitLine from(int newest) {
        return newest == 0 ? this : new LineSuffix(this, newest);
    }
}
