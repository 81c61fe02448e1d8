package dev.hoist.validator.verdict;

import dev.hoist.validator.model.Percentage;
import java.time.Instant;
import java.util.Optional;

/**
 * What may follow once a raise has landed, and when at the earliest: a rung, or a canary stage.
 *
 * @param ring whose rung it is, in the rings form
 * @param rung empty where a canary stage comes next
 * @param stage the canary stage's number, from 1
 */
public record NextStep(Optional<String> ring, Optional<Percentage> rung, Optional<Integer> stage, Instant from) {}
