/** What rises in a change, and where that stands. */
@NullMarked
package dev.hoist.validator.change;

import org.jspecify.annotations.NullMarked;
