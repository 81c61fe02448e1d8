package dev.hoist.cli.command;

/** The command was called with options or arguments that have no meaning. */
public final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String help;

    public Misuse(String message, String help) {
        super(message);
        this.help = help;
    }

    public String help() {
        return help;
    }
}
