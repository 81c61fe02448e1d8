/**
 * Changes and histories as git stores them. No other package knows git. This package only reads: it writes nothing and
 * starts no program.
 */
@NullMarked
package dev.hoist.validator.git;

import org.jspecify.annotations.NullMarked;
