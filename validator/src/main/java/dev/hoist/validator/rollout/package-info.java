/** Which step a flag may take next, and when. */
@NullMarked
package dev.hoist.validator.rollout;

import org.jspecify.annotations.NullMarked;
