package dev.hoist.cli;

/** What the command ends with, everywhere. */
final class ExitCode {
    static final int ACCEPTED = 0;
    static final int REFUSED = 1;
    static final int CANNOT_JUDGE = 2;

    private ExitCode() {}

    static int of(boolean accepted) {
        return accepted ? ACCEPTED : REFUSED;
    }
}
