/** Changes and histories as git has them; the one package that knows git. Reads, never writes, never runs anything. */
@NullMarked
package dev.hoist.validator.git;

import org.jspecify.annotations.NullMarked;
