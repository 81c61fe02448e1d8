package dev.hoist.cli.command;

/** The exit codes of all commands. */
public final class ExitCode {
    public static final int ACCEPTED = 0;
    public static final int REFUSED = 1;
    public static final int CANNOT_JUDGE = 2;

    private ExitCode() {}

    public static int of(boolean accepted) {
        return accepted ? ACCEPTED : REFUSED;
    }
}
