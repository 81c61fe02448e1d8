package dev.hoist.validator.model;

import java.util.Locale;

/** The form in which a flag's percentages are written. */
public enum Strategy {
    PERCENTAGE,
    RING,
    CANARY;

    /** The name in a flag file. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
