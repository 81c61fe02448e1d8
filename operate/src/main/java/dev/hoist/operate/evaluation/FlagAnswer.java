package dev.hoist.operate.evaluation;

import dev.hoist.validator.model.Percentage;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether one user gets a flag, and why.
 *
 * @param bucket the user's bucket, 0 to 9,999, if a percentage decides
 * @param threshold the percentage that the flag's own file declares for the user
 * @param blockedBy a flag that is off and on which this one depends
 */
public record FlagAnswer(
        String flag,
        boolean value,
        Reason reason,
        OptionalInt bucket,
        Percentage threshold,
        Optional<String> blockedBy) {

    /** What decides whether the user gets the flag. */
    public enum Reason {
        /** The flag's file has no block for the environment. */
        NOT_IN_ENVIRONMENT,
        /** The flag's block for the environment is disabled. */
        DISABLED,
        /** The percentage for all users. */
        PERCENTAGE,
        /** The percentage for the user's ring. */
        RING,
        /** Whether the server is a canary server; on other servers, their percentage. */
        CANARY,
        /** A flag that this one depends on is off. */
        DEPENDENCY;

        /** The reason's name in generated code. */
        public String text() {
            return name();
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
