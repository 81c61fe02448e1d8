package dev.hoist.validator.git;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevWalkException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/** Explains in one sentence what git could not do, and what to do about it. */
final class GitTrouble {
    private static final String SHORT_OF = "this repository has no copy of ";

    private GitTrouble() {}

    /**
     * The explanation of an exception from reading the repository. An exception that is a fault of Hoist itself is
     * thrown again.
     */
    static CannotJudge with(Exception cause, Config config) {
        if (cause instanceof CannotJudge known) {
            return known;
        }
        if (cause instanceof RevWalkException && cause.getCause() instanceof IOException inner) {
            return with(inner, config);
        }
        if (cause instanceof ClassCastException) {
            // JGit looks an object up as what another object says that it is
            return damaged(null, "an object is not of the kind that another one says");
        }
        if (cause instanceof IllegalArgumentException || cause instanceof IndexOutOfBoundsException) {
            return new CannotJudge(
                    "the repository cannot be read: " + text(cause),
                    "check its configuration with \"git config --list --local\" and its objects with \"git fsck\"");
        }
        if (cause instanceof RuntimeException fault) {
            throw fault;
        }
        if (cause instanceof MissingObjectException missing) {
            return missing(missing.getObjectId(), config);
        }
        if (cause instanceof CorruptObjectException || cause instanceof IncorrectObjectTypeException) {
            return damaged(null, cause.getMessage());
        }
        return new CannotJudge(
                "the repository cannot be read: " + text(cause),
                "run \"git fsck\" there, and check that it may be read");
    }

    static CannotJudge missing(@Nullable AnyObjectId id, Config config) {
        String object = id == null ? "an object" : "object " + id.name();
        boolean partial = config.getSubsections("remote").stream()
                .anyMatch(remote -> config.getBoolean("remote", remote, "promisor", false)
                        || config.getString("remote", remote, "partialclonefilter") != null);
        if (partial) {
            return new CannotJudge(
                    SHORT_OF + object + ": it is a partial clone",
                    "fetch what was left out with \"git fetch --refetch --no-filter\", or clone without --filter");
        }
        return new CannotJudge(
                SHORT_OF + object,
                "run \"git fsck\" there; where the clone is incomplete, clone again or fetch what is missing");
    }

    static CannotJudge damaged(@Nullable AnyObjectId id, @Nullable String detail) {
        return new CannotJudge(
                "damaged object" + (id == null ? "" : " " + id.name()) + (detail == null ? "" : ": " + detail),
                "run \"git fsck\" there, and restore the object from another clone");
    }

    static CannotJudge tooLarge(LargeObjectException cause) {
        return new CannotJudge(
                "an object is too large to be read: " + cause.getMessage(), "keep files of this size out of the flags");
    }

    /**
     * The message of the innermost exception. The message of an exception that only wraps another one contains the name
     * of that one's class.
     */
    private static String text(Throwable cause) {
        Throwable inner = cause.getCause();
        if (inner != null && inner.toString().equals(cause.getMessage())) {
            return text(inner);
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
