package dev.hoist.evaluator;

import dev.hoist.validator.verdict.Verdict;
import java.util.Optional;

/**
 * The result of an export.
 *
 * @param structure findings about the structure of the flags, including warnings
 * @param text the exported file; empty if the flags were refused
 */
public record Exported(Verdict structure, Optional<String> text) {}
