package dev.hoist.validator.rules;

import java.util.Locale;

/** The kind of a rule. */
public enum RuleKind {
    /** Rules that every tree must satisfy. */
    STRUCTURE,
    /** Rules about raises. */
    TRANSITION,
    /** Rules about edits that are not raises. */
    EDIT,
    /** Rules that only warn. */
    WARNING;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
