package dev.hoist.validator.git;

import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/**
 * A reference of a repository.
 *
 * @param target the full name of the reference; for a symbolic reference, the name of the one that it leads to
 * @param commit the commit of {@code target}; empty if {@code target} does not exist yet
 */
public record Reference(String target, Optional<CommitId> commit) {
    public static final String HEAD = Constants.HEAD;
    public static final String HEADS = Constants.R_HEADS;
    public static final String REMOTES = Constants.R_REMOTES;

    public static boolean isValidName(String name) {
        return Repository.isValidRefName(name);
    }

    /** A full name as people write it. */
    public static String shortened(String name) {
        return Repository.shortenRefName(name);
    }
}
