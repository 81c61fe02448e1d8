package dev.hoist.validator.model;

import java.util.Optional;

/**
 * Where to read more about a flag.
 *
 * @param name what it leads to, {@code dashboard}; empty in a list without names
 * @param target a URL, or any text that people can follow
 */
public record Link(Optional<String> name, String target) {}
