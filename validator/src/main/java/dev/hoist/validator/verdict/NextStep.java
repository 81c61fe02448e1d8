package dev.hoist.validator.verdict;

import dev.hoist.validator.model.Percentage;
import java.time.Instant;
import java.util.Optional;

/**
 * The next step after a raise has landed, with its earliest time. The step is a rung or a canary stage.
 *
 * @param ring the ring of the rung, in the rings form
 * @param rung empty if a canary stage comes next
 * @param stage the canary stage's number, from 1
 */
public record NextStep(Optional<String> ring, Optional<Percentage> rung, Optional<Integer> stage, Instant from) {}
