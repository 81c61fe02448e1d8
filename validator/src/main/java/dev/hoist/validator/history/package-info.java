/** The first-parent line behind a change, and when each flag last moved or was raised on it. */
@NullMarked
package dev.hoist.validator.history;

import org.jspecify.annotations.NullMarked;
