/** Puts generated files on disk, changing what differs and nothing that is not its own. */
@NullMarked
package dev.hoist.evaluator.output;

import org.jspecify.annotations.NullMarked;
