/** Compares the measurements of two runs. */
@NullMarked
package dev.hoist.guardrails.compare;

import org.jspecify.annotations.NullMarked;
