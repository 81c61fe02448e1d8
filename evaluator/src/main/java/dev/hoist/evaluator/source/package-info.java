/** Writes a plan as Java source. Each file, or each kind of file, has its own emitter. */
@NullMarked
package dev.hoist.evaluator.source;

import org.jspecify.annotations.NullMarked;
