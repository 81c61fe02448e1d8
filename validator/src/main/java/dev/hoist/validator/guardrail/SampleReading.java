package dev.hoist.validator.guardrail;

/**
 * Whether enough users took part in an experiment, according to the counts of the metrics server.
 *
 * @param enough whether each variant has at least the minimum number of users, {@code min_sample_size}
 * @param message a clause for people: {@code no_recovery has 4,000 users of 10,000}
 */
public record SampleReading(String experiment, boolean enough, String message) {}
