/** One state of the flags directory: files read once, found by key, compared by what differs. */
@NullMarked
package dev.hoist.validator.tree;

import org.jspecify.annotations.NullMarked;
