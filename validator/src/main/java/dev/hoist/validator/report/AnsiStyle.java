package dev.hoist.validator.report;

/** Whether text for people has ANSI colours. The caller decides, because the caller knows the terminal. */
public enum AnsiStyle {
    PLAIN,
    COLOURED;

    public String error(String text) {
        return styled("1;31", text);
    }

    public String warning(String text) {
        return styled("1;33", text);
    }

    public String accepted(String text) {
        return styled("1;32", text);
    }

    public String strong(String text) {
        return styled("1", text);
    }

    public String help(String text) {
        return styled("36", text);
    }

    public String faint(String text) {
        return styled("2", text);
    }

    private String styled(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
