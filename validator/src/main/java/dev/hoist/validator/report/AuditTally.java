package dev.hoist.validator.report;

import dev.hoist.validator.verdict.AuditedChange;

/** How many changes an audit judged, and how many of them it refused. */
public final class AuditTally {
    private int changes;
    private int refused;

    public void count(AuditedChange change) {
        changes++;
        if (!change.verdict().accepted()) {
            refused++;
        }
    }

    public int changes() {
        return changes;
    }

    public int refused() {
        return refused;
    }

    public boolean accepted() {
        return refused == 0;
    }

    /** {@code accepted} or {@code refused}. */
    public String outcome() {
        return accepted() ? "accepted" : "refused";
    }

    /** The audit in one sentence: {@code refused: 2 of 143 changes}. */
    public String sentence() {
        if (changes == 0) {
            return "accepted: no change to judge";
        }
        String all = Plural.of(changes, "change");
        return accepted() ? "accepted: " + all : "refused: " + refused + " of " + all;
    }
}
