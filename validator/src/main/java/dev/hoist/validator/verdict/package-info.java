/** The answer to a change: accepted or refused, what moves, and every finding. */
@NullMarked
package dev.hoist.validator.verdict;

import org.jspecify.annotations.NullMarked;
