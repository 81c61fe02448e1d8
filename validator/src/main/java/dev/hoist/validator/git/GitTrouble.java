package dev.hoist.validator.git;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/** Explains in one sentence what git could not do, and what to do about it. */
final class GitTrouble {
    private static final String SHORT_OF = "this repository has no copy of ";

    private GitTrouble() {}

    static CannotJudge with(IOException cause, Config config) {
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

    private static String text(IOException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
