/** What one audit found, kept for the next. */
@NullMarked
package dev.hoist.validator.memory;

import org.jspecify.annotations.NullMarked;
