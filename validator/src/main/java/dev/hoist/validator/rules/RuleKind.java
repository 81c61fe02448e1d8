package dev.hoist.validator.rules;

import java.util.Locale;

/** What a rule looks at. */
public enum RuleKind {
    /** What any tree must satisfy. */
    STRUCTURE,
    /** What a raise may do. */
    TRANSITION,
    /** Changes that no raise comes with. */
    EDIT,
    /** What refuses nothing. */
    WARNING;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
