package dev.hoist.evaluator;

import dev.hoist.validator.verdict.Verdict;
import java.util.Optional;

/**
 * How an export went.
 *
 * @param structure what is wrong with the flags by themselves; warnings as well
 * @param text what the other system reads; empty where the flags were refused
 */
public record Exported(Verdict structure, Optional<String> text) {}
