package dev.hoist.operate.evaluation;

import java.util.Optional;

/**
 * The variant of one user.
 *
 * @param variant empty for whoever takes no part
 * @param reason why
 */
public record ExperimentAnswer(String experiment, Optional<String> variant, String reason) {}
