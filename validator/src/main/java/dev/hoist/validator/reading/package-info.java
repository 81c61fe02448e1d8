/** One file's bytes to the flag, experiment or policy that it states, or to everything that is wrong with it. */
@NullMarked
package dev.hoist.validator.reading;

import org.jspecify.annotations.NullMarked;
