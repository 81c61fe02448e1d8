package dev.hoist.validator.rules;

import dev.hoist.validator.finding.RuleId;
import java.util.Locale;
import java.util.Optional;

/**
 * Facts about a rule that are the same for every change.
 *
 * @param overridable whether a policy can allow a commit message to override it
 * @param passedByRestore whether a restore is exempt from it
 * @param needsHistory whether it works only with a base; if only the structure is judged, it finds nothing
 * @param needsWholeFiles whether it skips every unreadable file; other rules also check the parts of such a file that
 *     have no mistake
 * @param waitsFor what a refused change waits for; empty if waiting does not help
 */
public record RuleFacts(
        RuleId id,
        RuleKind kind,
        boolean overridable,
        boolean passedByRestore,
        boolean needsHistory,
        boolean needsWholeFiles,
        Optional<Wait> waitsFor) {

    /** Whether a refused change can be accepted later without an edit. */
    public boolean mendedByTime() {
        return waitsFor.filter(some -> some.on() == Awaited.CLOCK).isPresent();
    }

    RuleFacts madeOverridable() {
        return new RuleFacts(id, kind, true, passedByRestore, needsHistory, needsWholeFiles, waitsFor);
    }

    RuleFacts madePassedByRestore() {
        return new RuleFacts(id, kind, overridable, true, needsHistory, needsWholeFiles, waitsFor);
    }

    RuleFacts madeIndependentOfHistory() {
        return new RuleFacts(id, kind, overridable, passedByRestore, false, needsWholeFiles, waitsFor);
    }

    RuleFacts madeOfWholeFiles() {
        return new RuleFacts(id, kind, overridable, passedByRestore, needsHistory, true, waitsFor);
    }

    RuleFacts waitingFor(Awaited on, String text) {
        return new RuleFacts(
                id, kind, overridable, passedByRestore, needsHistory, needsWholeFiles, Optional.of(new Wait(on, text)));
    }

    /**
     * What a refused change waits for.
     *
     * @param text the words in a message: {@code the soak}
     */
    public record Wait(Awaited on, String text) {}

    /** What a refused change can wait for, so that it is accepted without an edit. */
    public enum Awaited {
        CLOCK,
        PERSON,
        /** Until the flag stands high enough in the environment that must come first. */
        PROMOTION,
        DEPLOYMENT,
        METRICS;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
