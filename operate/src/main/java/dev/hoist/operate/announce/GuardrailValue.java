package dev.hoist.operate.announce;

/**
 * What one guardrail says, as an announcement shows it.
 *
 * @param name of the guardrail
 * @param value with its unit; a text such as {@code no data} where there is none
 * @param state what it means
 */
public record GuardrailValue(String name, String value, State state) {

    /** What a reading means for the rollout. */
    public enum State {
        PASS,
        NO_DATA,
        WARNING,
        BREACH
    }
}
