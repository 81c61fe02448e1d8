/** Turns the bytes of one file into a flag, an experiment or a policy, or into all findings about the file. */
@NullMarked
package dev.hoist.validator.reading;

import org.jspecify.annotations.NullMarked;
