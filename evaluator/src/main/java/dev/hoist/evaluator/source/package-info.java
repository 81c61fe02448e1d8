/** Writes a plan down as Java source: one emitter a file or family of files, names and escapes each in one place. */
@NullMarked
package dev.hoist.evaluator.source;

import org.jspecify.annotations.NullMarked;
