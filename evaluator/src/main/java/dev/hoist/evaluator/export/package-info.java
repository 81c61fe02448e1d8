/** Writes a plan down for other systems: flagd, its operator, the OpenFeature command. */
@NullMarked
package dev.hoist.evaluator.export;

import org.jspecify.annotations.NullMarked;
