package dev.hoist.validator.effect;

import java.math.BigDecimal;
import java.util.Optional;

/** The users of one ring, where the policy states them. */
public record Population(String ring, Optional<BigDecimal> users) {}
