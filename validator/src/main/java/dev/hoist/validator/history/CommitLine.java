package dev.hoist.validator.history;

import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.time.Instant;
import java.util.Set;

/**
 * A first-parent line of commits, newest first: index 0 is the newest, {@code size() - 1} the root. Trees are read on
 * demand and may be read again each time. Times and ids are known without reading a tree.
 */
public interface CommitLine {

    int size();

    /** The full commit id. */
    String commit(int index);

    /** The time of the commit. It is never earlier than the time of an older commit of the line. */
    Instant time(int index);

    /** The committer time as the commit claims it. */
    Instant claimed(int index);

    /** The flags at that commit, as they are written; a tree without flags if the commit has no flags directory. */
    FlagTree tree(int index);

    /** Whether two commits have the same flags directory. The answer does not need the content of the directory. */
    boolean sameTree(int index, int other);

    /** Whether it is certain that two commits have the same policy file. The answer does not need the other files. */
    default boolean samePolicyFile(int index, int other) {
        return sameTree(index, other);
    }

    TimeSource timeSource();

    /**
     * The same line, for questions about the effective exposure of only these flags. Its trees may lack the files of
     * flags that these flags do not depend on.
     */
    default CommitLine about(Set<String> keys) {
        return this;
    }

    /** The same line without its newest commits. */
    default CommitLine from(int newest) {
        return newest == 0 ? this : new LineSuffix(this, newest);
    }
}
