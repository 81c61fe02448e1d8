/** One state of the flags directory. Each file is read once, found by its key, and compared only if it differs. */
@NullMarked
package dev.hoist.validator.tree;

import org.jspecify.annotations.NullMarked;
