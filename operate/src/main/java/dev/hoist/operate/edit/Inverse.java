package dev.hoist.operate.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command that reverts an edit by another edit: {@code hoist thaw use_search -e staging}.
 *
 * @param verb the name of the command
 * @param arguments its arguments, not quoted for a shell
 */
public record Inverse(String verb, List<String> arguments) {
    private static final String RESTORE = "restore";
    private static final String ROLLBACK = "rollback";

    public Inverse {
        arguments = List.copyOf(arguments);
    }

    static Inverse of(String verb, String... arguments) {
        return new Inverse(verb, List.of(arguments));
    }

    /** A command about some flags in one environment. */
    static Inverse of(String verb, List<String> keys, String environment) {
        return new Inverse(
                verb, Stream.concat(keys.stream(), Stream.of("-e", environment)).toList());
    }

    /** Takes back what a rollback lowered in an environment. */
    static Inverse restore(String environment) {
        return of(RESTORE, "-e", environment);
    }

    /** Takes back what a restore raised in an environment. */
    static Inverse rollback(String environment) {
        return of(ROLLBACK, "-e", environment);
    }

    /** Whether the command looks for the edit in the history, so that the edit must be committed first. */
    public boolean needsCommit() {
        return verb.equals(RESTORE) || verb.equals(ROLLBACK);
    }

    /** The command for the commit that has the edit. Only a command that looks for a commit takes one. */
    public Inverse ofCommit(String commit) {
        if (!needsCommit()) {
            return this;
        }
        List<String> named = new ArrayList<>(List.of(commit));
        named.addAll(arguments);
        return new Inverse(verb, named);
    }
}
