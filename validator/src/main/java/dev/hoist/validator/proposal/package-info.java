/** What is proposed: which base a change has, what would land, and what a push would move. */
@NullMarked
package dev.hoist.validator.proposal;

import org.jspecify.annotations.NullMarked;
