/** Guardrails at the command line: where readings come from, and what they say. */
@NullMarked
package dev.hoist.cli.guard;

import org.jspecify.annotations.NullMarked;
