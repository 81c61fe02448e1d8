/** Writes generated files to the disk. It changes only files that differ, and only its own files. */
@NullMarked
package dev.hoist.evaluator.output;

import org.jspecify.annotations.NullMarked;
