package dev.hoist.operate.announce;

import java.util.Locale;

/** When in a rollout something is announced. */
public enum Stage {
    START,
    PROGRESS,
    DONE;

    /** As an option spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
