/** A proposed change in, a verdict out. */
@NullMarked
package dev.hoist.validator.judge;

import org.jspecify.annotations.NullMarked;
