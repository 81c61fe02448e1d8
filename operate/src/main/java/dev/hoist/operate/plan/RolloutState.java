package dev.hoist.operate.plan;

import java.util.Locale;

/** Whether a flag can take its next step in an environment now. */
public enum RolloutState {
    /** The judge accepts the step now. */
    READY,
    /** Only time refuses it. */
    WAITING,
    /** A person has to do something first. */
    BLOCKED,
    /** Everyone has the flag. */
    COMPLETE;

    /** The state's name in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
