package dev.hoist.validator.finding;

import dev.hoist.validator.model.NameKind;

/** A name that a flag uses and the policy does not have. */
public record MissingName(NameKind kind, String name) {}
