package dev.hoist.operate.announce;

/**
 * The value of one guardrail, as an announcement shows it.
 *
 * @param name the guardrail's name
 * @param value the value with its unit; if there is no value, a text such as {@code no data}
 * @param state what the value means for the rollout
 */
public record GuardrailValue(String name, String value, State state) {

    /** What a value means for the rollout. */
    public enum State {
        PASS,
        NO_DATA,
        WARNING,
        BREACH
    }
}
