package dev.hoist.operate.evaluation;

import java.util.Optional;

/**
 * The variant of one user.
 *
 * @param variant empty for a user who takes no part
 * @param reason why the user has this variant or takes no part
 */
public record ExperimentAnswer(String experiment, Optional<String> variant, String reason) {}
