package dev.hoist.operate.announce;

import java.util.Locale;

/** The part of a rollout that an announcement is about: its start, its progress or its end. */
public enum Stage {
    START,
    PROGRESS,
    DONE;

    /** As an option spells it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
