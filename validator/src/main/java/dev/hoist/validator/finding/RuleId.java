package dev.hoist.validator.finding;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The id of a rule: its class name in kebab case, {@code SkippedStep} → {@code skipped-step}. */
public record RuleId(String text) implements Comparable<RuleId> {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** The id of each rule class. It is stored, because every change asks every rule for its id. */
    private static final Map<Class<?>, RuleId> BY_RULE = new ConcurrentHashMap<>();

    public static RuleId of(Class<?> rule) {
        RuleId known = BY_RULE.get(rule);
        return known == null ? BY_RULE.computeIfAbsent(rule, RuleId::derived) : known;
    }

    private static RuleId derived(Class<?> rule) {
        return new RuleId(
                WORD_START.matcher(rule.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT));
    }

    /** Compares like a record. Written out because the first call of a record's own method takes long. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RuleId that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
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
