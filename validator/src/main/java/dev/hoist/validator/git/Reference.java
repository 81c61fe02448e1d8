package dev.hoist.validator.git;

import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/**
 * A ref of a repository.
 *
 * @param target the full name of the ref; for a symbolic ref, the full name of the ref to which it leads
 * @param commit the commit of {@code target}; empty if {@code target} does not exist yet
 */
public record Reference(String target, Optional<CommitId> commit) {
    public static final String HEAD = Constants.HEAD;
    public static final String HEADS = Constants.R_HEADS;
    public static final String REMOTES = Constants.R_REMOTES;

    public static boolean isValidName(String name) {
        return Repository.isValidRefName(name);
    }

    /** The short form of a full name, for people. */
    public static String shortened(String name) {
        return Repository.shortenRefName(name);
    }
}
