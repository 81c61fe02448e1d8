package dev.hoist.validator.finding;

/** The id of a commit as people read it: its first twelve digits. */
public final class ShortCommit {
    private static final int DIGITS = 12;

    private ShortCommit() {}

    /** The first digits of an id; a name that is shorter stays as it is. */
    public static String of(String commit) {
        return commit.length() <= DIGITS ? commit : commit.substring(0, DIGITS);
    }
}
