/** Finds what is proposed: the base of a change, the change that would land, and the refs that a push would move. */
@NullMarked
package dev.hoist.validator.proposal;

import org.jspecify.annotations.NullMarked;
