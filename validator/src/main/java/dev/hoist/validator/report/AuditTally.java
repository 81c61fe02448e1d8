package dev.hoist.validator.report;

import dev.hoist.validator.verdict.AuditedChange;

/** How many changes an audit judged, and how many of them it refused. */
public final class AuditTally {
    private int changes;

    /** The refused changes that no later commit acknowledges. */
    private int refused;

    /** The refused changes that a later commit acknowledges. */
    private int acknowledged;

    public void count(AuditedChange change) {
        changes++;
        if (change.countsAgainst()) {
            refused++;
        } else if (change.acknowledged().isPresent()) {
            acknowledged++;
        }
    }

    public int changes() {
        return changes;
    }

    public boolean accepted() {
        return refused == 0;
    }

    /** The result of the audit: {@code accepted} or {@code refused}. */
    public String outcome() {
        return accepted() ? "accepted" : "refused";
    }

    /** The audit in one sentence: {@code refused: 2 of 143 changes}, {@code accepted: 143 changes, 1 of them acknowledged}. */
    public String sentence() {
        if (changes == 0) {
            return "accepted: no change to judge";
        }
        String all = Plural.of(changes, "change");
        String sentence = accepted() ? "accepted: " + all : "refused: " + refused + " of " + all;
        return acknowledged == 0
                ? sentence
                : sentence + ", " + acknowledged + (accepted() ? " of them acknowledged" : " more acknowledged");
    }
}
