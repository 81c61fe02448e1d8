package dev.hoist.validator.model;

import java.util.Optional;

/**
 * A link to more information about a flag.
 *
 * @param name what the link leads to, for example {@code dashboard}; empty in a list without names
 * @param target a URL, or a text that tells people where to look
 */
public record Link(Optional<String> name, String target) {}
