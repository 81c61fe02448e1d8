package dev.hoist.validator.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A metric with a threshold. It says what a breach of the threshold means for rollouts.
 *
 * @param query PromQL; may name {@code $flag}, {@code $group}, {@code $environment} and {@code $window}
 * @param threshold the last value that is no breach
 * @param window how far back from now values are read
 * @param settle the time after each movement in which values do not count
 * @param sustained how long values must lie beyond the threshold, without a break, to be a breach
 * @param traffic the least traffic at which a value counts
 * @param passesWithoutData whether a raise is accepted if there is no data
 * @param environments the environments that it covers; empty for all that are not free
 * @param groups the groups whose flags it covers
 * @param flags the flags that it covers; if groups and flags are both empty, it covers all flags
 * @param observed whether its values are only shown, and never count
 * @param description what it measures
 * @param advice what to do on a breach
 * @param link where to look on a breach
 */
public record Guardrail(
        Located<String> name,
        Located<String> query,
        Threshold threshold,
        Duration window,
        Duration settle,
        Duration sustained,
        Optional<Traffic> traffic,
        boolean passesWithoutData,
        OnBreach onBreach,
        List<Located<String>> environments,
        List<Located<String>> groups,
        List<Located<String>> flags,
        boolean observed,
        Optional<String> unit,
        Optional<String> description,
        Optional<String> advice,
        Optional<String> link) {

    public Guardrail {
        environments = List.copyOf(environments);
        groups = List.copyOf(groups);
        flags = List.copyOf(flags);
    }

    public boolean covers(Flag flag, Policy.Environment environment) {
        return coversEnvironment(environment) && (!namesFlags() || names(flag));
    }

    private boolean coversEnvironment(Policy.Environment environment) {
        return environments.isEmpty()
                ? !environment.free()
                : has(environments, environment.name().value());
    }

    /** Whether it names flags or groups. If it does not, it covers every flag. */
    public boolean namesFlags() {
        return !groups.isEmpty() || !flags.isEmpty();
    }

    /** Whether it names a flag, by the flag's key or its group. */
    public boolean names(Flag flag) {
        return has(flags, flag.name()) || has(groups, flag.group());
    }

    private static boolean has(List<Located<String>> names, String name) {
        return names.stream().anyMatch(one -> one.value().equals(name));
    }

    /** The same guardrail without the texts that do not affect its answer. */
    Guardrail withoutTexts() {
        return new Guardrail(
                name,
                query,
                threshold,
                window,
                settle,
                sustained,
                traffic,
                passesWithoutData,
                onBreach,
                environments,
                groups,
                flags,
                observed,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The last value that is no breach.
     *
     * @param isMost whether larger values are breaches; otherwise smaller values are
     * @param baseline the query by whose value the guardrail's value is divided, if the threshold is a ratio
     */
    public record Threshold(boolean isMost, BigDecimal figure, Optional<Located<String>> baseline) {

        /** Whether a value is a breach. A value equal to the threshold is not. */
        public boolean isBeyond(double value) {
            return isMost ? value > figure.doubleValue() : value < figure.doubleValue();
        }

        /** The threshold in words: {@code at most 5} or {@code at least 0.9}. */
        public String words() {
            return (isMost ? "at most " : "at least ") + figure.toPlainString();
        }
    }

    /**
     * The least traffic at which a value counts.
     *
     * @param query an instant query; the values of its series are added up
     */
    public record Traffic(Located<String> query, BigDecimal least) {}

    /** What a breach does, in order from the weakest effect to the strongest. */
    public enum OnBreach {
        WARN,
        HOLD,
        PAUSE,
        ROLLBACK;

        /** The name in the policy file. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether a breach refuses raises. */
        public boolean holds() {
            return this != WARN;
        }

        /** Whether a breach makes {@code hoist guard --act} freeze a flag. */
        public boolean acts() {
            return this == PAUSE || this == ROLLBACK;
        }
    }
}
