/** Writes a plan in the formats of other systems: flagd, its operator, and the command line tool of OpenFeature. */
@NullMarked
package dev.hoist.evaluator.export;

import org.jspecify.annotations.NullMarked;
