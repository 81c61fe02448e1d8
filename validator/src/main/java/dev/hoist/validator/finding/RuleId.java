package dev.hoist.validator.finding;

import java.util.Locale;
import java.util.regex.Pattern;

/** The id of a rule: its class name in kebab case, {@code SkippedStep} → {@code skipped-step}. */
public record RuleId(String text) implements Comparable<RuleId> {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    public static RuleId of(Class<?> rule) {
        return new RuleId(
                WORD_START.matcher(rule.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT));
    }

    @Override
    public int compareTo(RuleId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
