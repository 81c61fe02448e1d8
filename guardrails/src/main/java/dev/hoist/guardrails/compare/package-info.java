/** Measurements of two runs, compared. */
@NullMarked
package dev.hoist.guardrails.compare;

import org.jspecify.annotations.NullMarked;
