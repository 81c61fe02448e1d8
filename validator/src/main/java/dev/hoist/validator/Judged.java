package dev.hoist.validator;

import dev.hoist.validator.verdict.Verdict;

/**
 * A verdict, and how its base was found.
 *
 * @param baseName the revision taken as base, as a person would name it; {@code none} where structure alone was judged
 * @param baseReason why that one: {@code --base}, {@code HOIST_BASE}, {@code the remote's default branch}, …
 */
public record Judged(Verdict verdict, String baseName, String baseReason) {}
