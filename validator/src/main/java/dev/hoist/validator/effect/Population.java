package dev.hoist.validator.effect;

import java.math.BigDecimal;
import java.util.Optional;

/** The number of users of one ring, if the policy gives it. */
public record Population(String ring, Optional<BigDecimal> users) {}
