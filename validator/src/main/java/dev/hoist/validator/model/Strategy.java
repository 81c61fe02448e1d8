package dev.hoist.validator.model;

import java.util.Locale;

/** How a flag's rollout is written. */
public enum Strategy {
    PERCENTAGE,
    RING,
    CANARY;

    /** As a flag file spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
