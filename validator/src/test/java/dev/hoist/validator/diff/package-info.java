/** Tests of what a diff counts, and of why. */
@NullMarked
package dev.hoist.validator.diff;

import org.jspecify.annotations.NullMarked;
