package dev.hoist.validator.finding;

import java.util.Locale;

/** Whether a finding refuses a change or only warns. */
public enum Severity {
    ERROR,
    WARNING;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
