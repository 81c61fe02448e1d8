package dev.hoist.cli;

/** The command was called in a way that has no meaning. */
final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String help;

    Misuse(String message, String help) {
        super(message);
        this.help = help;
    }

    String help() {
        return help;
    }
}
