/** The answer to a change: whether it is accepted or refused, what moves, and all findings. */
@NullMarked
package dev.hoist.validator.verdict;

import org.jspecify.annotations.NullMarked;
