/** What to generate, worked out: exposures folded per cell, salts folded into the hash, everything numbered. */
@NullMarked
package dev.hoist.evaluator.plan;

import org.jspecify.annotations.NullMarked;
