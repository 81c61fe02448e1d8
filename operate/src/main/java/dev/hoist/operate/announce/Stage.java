package dev.hoist.operate.announce;

import java.util.Locale;

/** The part of a rollout that an announcement is about: its start, its progress or its end. */
public enum Stage {
    START,
    PROGRESS,
    DONE;

    /** The stage's name in an option. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
