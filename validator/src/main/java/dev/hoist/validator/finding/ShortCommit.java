package dev.hoist.validator.finding;

/** The short form of a commit's id: its first twelve digits. */
public final class ShortCommit {
    private static final int DIGITS = 12;

    private ShortCommit() {}

    /** The first twelve digits of an id; a shorter name stays as it is. */
    public static String of(String commit) {
        return commit.length() <= DIGITS ? commit : commit.substring(0, DIGITS);
    }
}
