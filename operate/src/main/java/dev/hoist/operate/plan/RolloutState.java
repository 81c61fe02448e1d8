package dev.hoist.operate.plan;

import java.util.Locale;

/** Whether a flag can take its next step in an environment. */
public enum RolloutState {
    /** The judge accepts the step now. */
    READY,
    /** Only time refuses it. */
    WAITING,
    /** A person has to do something first. */
    BLOCKED,
    /** Everyone has the flag. */
    COMPLETE;

    /** As JSON spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
