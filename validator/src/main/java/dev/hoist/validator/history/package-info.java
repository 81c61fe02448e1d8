/** The first-parent line behind a change, and when what moved on it. */
@NullMarked
package dev.hoist.validator.history;

import org.jspecify.annotations.NullMarked;
