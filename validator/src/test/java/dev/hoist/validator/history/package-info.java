/** What a line of commits says of the past. */
@NullMarked
package dev.hoist.validator.history;

import org.jspecify.annotations.NullMarked;
