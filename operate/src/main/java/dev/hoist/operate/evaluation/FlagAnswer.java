package dev.hoist.operate.evaluation;

import dev.hoist.validator.model.Percentage;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether one user gets a flag, and why.
 *
 * @param bucket the user's, where a share of users decides; 0 to 9,999
 * @param threshold what the flag's own file declares for the user
 * @param blockedBy the flag that this one depends on and that is off
 */
public record FlagAnswer(
        String flag,
        boolean value,
        Reason reason,
        OptionalInt bucket,
        Percentage threshold,
        Optional<String> blockedBy) {

    /** What decided. */
    public enum Reason {
        /** The flag's file leaves the environment out. */
        NOT_IN_ENVIRONMENT,
        /** The flag is disabled in the environment. */
        DISABLED,
        /** The share of all users. */
        PERCENTAGE,
        /** The share of the user's ring. */
        RING,
        /** Whether the server is a canary, and the share on all others. */
        CANARY,
        /** A flag that this one depends on is off. */
        DEPENDENCY;

        /** As the generated code names it. */
        public String text() {
            return name();
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
