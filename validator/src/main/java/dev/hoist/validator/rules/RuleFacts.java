package dev.hoist.validator.rules;

import dev.hoist.validator.finding.RuleId;
import java.util.Locale;
import java.util.Optional;

/**
 * What holds of a rule whatever change it looks at.
 *
 * @param overridable whether a policy can allow a commit message to override it
 * @param passedByRestore whether a restore need not satisfy it
 * @param needsHistory whether it has nothing to say where structure alone is judged
 * @param needsWholeFiles whether it has nothing to say of a file of which only a part can be read
 * @param waitsFor what a change that it refuses waits for; empty where it takes another change
 */
public record RuleFacts(
        RuleId id,
        RuleKind kind,
        boolean overridable,
        boolean passedByRestore,
        boolean needsHistory,
        boolean needsWholeFiles,
        Optional<Wait> waitsFor) {

    /** Whether a change that it refuses may pass unchanged at a later time. */
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
     * @param text as a message calls it: {@code the soak}
     */
    public record Wait(Awaited on, String text) {}

    /** What can make a refused change pass as it is. */
    public enum Awaited {
        CLOCK,
        PERSON,
        /** The same flag in the environment that comes first. */
        PROMOTION,
        DEPLOYMENT,
        METRICS;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
