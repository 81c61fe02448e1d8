package dev.hoist.validator.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A metric with a threshold, and what a breach of it means for rollouts.
 *
 * @param query PromQL; may name {@code $flag}, {@code $group}, {@code $environment} and {@code $window}
 * @param threshold the last value that passes
 * @param window how far back it is read
 * @param settle how long after a movement nothing is measured
 * @param sustained how long a value has to be beyond the threshold without a break
 * @param traffic the least traffic that a value needs to mean anything
 * @param passesWithoutData whether a raise passes where there is no data
 * @param environments those that it covers; empty for all that are not free
 * @param groups groups whose flags it covers
 * @param flags flags that it covers; with no groups either, all flags
 * @param observed whether it is measured and shown, and never counts
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

    /** Whether it is about a flag in an environment. */
    public boolean covers(Flag flag, Policy.Environment environment) {
        return coversEnvironment(environment) && (!namesFlags() || names(flag));
    }

    private boolean coversEnvironment(Policy.Environment environment) {
        return environments.isEmpty()
                ? !environment.free()
                : has(environments, environment.name().value());
    }

    /** Whether it names flags or groups; otherwise it covers every flag. */
    public boolean namesFlags() {
        return !groups.isEmpty() || !flags.isEmpty();
    }

    /** Whether it names a flag, by itself or by its group. */
    public boolean names(Flag flag) {
        return has(flags, flag.name()) || has(groups, flag.group());
    }

    private static boolean has(List<Located<String>> names, String name) {
        return names.stream().anyMatch(one -> one.value().equals(name));
    }

    /** The same without texts that decide nothing. */
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
     * The last value that passes.
     *
     * @param isMost whether larger values are beyond it; otherwise smaller ones
     * @param baseline the query that the value is divided by, where the threshold is a ratio
     */
    public record Threshold(boolean isMost, BigDecimal figure, Optional<Located<String>> baseline) {

        /** Whether a value is beyond the threshold. The threshold itself passes. */
        public boolean isBeyond(double value) {
            return isMost ? value > figure.doubleValue() : value < figure.doubleValue();
        }

        /** {@code at most 5} or {@code at least 0.9}. */
        public String words() {
            return (isMost ? "at most " : "at least ") + figure.toPlainString();
        }
    }

    /**
     * The least traffic that a value needs to mean anything.
     *
     * @param query an instant query, summed over its series
     */
    public record Traffic(Located<String> query, BigDecimal least) {}

    /** What a breach means for rollouts, from the mildest on. */
    public enum OnBreach {
        WARN,
        HOLD,
        PAUSE,
        ROLLBACK;

        /** As the policy spells it. */
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
