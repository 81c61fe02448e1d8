/** Tests of what a change is asked by those who judge it. */
@NullMarked
package dev.hoist.validator.change;

import org.jspecify.annotations.NullMarked;
