/** The entry points of the library: the classes that the command, the Maven plugin and other programs call. */
@NullMarked
package dev.hoist.validator;

import org.jspecify.annotations.NullMarked;
