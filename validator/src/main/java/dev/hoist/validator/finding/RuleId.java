package dev.hoist.validator.finding;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The id of a rule: its class name in kebab case, {@code SkippedStep} → {@code skipped-step}. */
public record RuleId(String text) implements Comparable<RuleId> {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** Every rule is asked for its id in every change. */
    private static final Map<Class<?>, RuleId> BY_RULE = new ConcurrentHashMap<>();

    public static RuleId of(Class<?> rule) {
        RuleId known = BY_RULE.get(rule);
        return known == null ? BY_RULE.computeIfAbsent(rule, RuleId::derived) : known;
    }

    private static RuleId derived(Class<?> rule) {
        return new RuleId(
                WORD_START.matcher(rule.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT));
    }

    /** As records have it, without the method handles that theirs is made of at the first call. */
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
