/** What a flag may do next, and when. */
@NullMarked
package dev.hoist.validator.rollout;

import org.jspecify.annotations.NullMarked;
