/** The doors of the library: what the command, the Maven plugin and others call. */
@NullMarked
package dev.hoist.validator;

import org.jspecify.annotations.NullMarked;
