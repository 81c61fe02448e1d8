package dev.hoist.validator.git;

import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.verdict.CannotJudge;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A commit's id.
 *
 * @param name all of its hexadecimal digits
 */
public record CommitId(String name) {
    /** The id that git writes if there is no commit: zeros. */
    public static final CommitId ZERO = new CommitId(ObjectId.zeroId().name());

    static CommitId of(AnyObjectId id) {
        return new CommitId(id.name());
    }

    /** Reads an id that git gives to a hook. */
    public static CommitId parse(String name) {
        try {
            return of(ObjectId.fromString(name));
        } catch (IllegalArgumentException e) {
            throw new CannotJudge("\"" + name + "\" is no full object name", "let git call the hook");
        }
    }

    public boolean isZero() {
        return equals(ZERO);
    }

    /** The short form of the id, for people. */
    public String shortened() {
        return ShortCommit.of(name);
    }

    ObjectId object() {
        return ObjectId.fromString(name);
    }

    // written out: a JVM makes the method of a record at run time, and every command compares commits
    @Override
    public boolean equals(Object other) {
        return other instanceof CommitId id && name.equals(id.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
