/** Writes JSON as text, always in the same style. */
@NullMarked
package dev.hoist.evaluator.json;

import org.jspecify.annotations.NullMarked;
