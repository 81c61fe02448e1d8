/** Decides for one user straight from the model, the plain way: what every faster evaluation has to agree with. */
@NullMarked
package dev.hoist.validator.interpreter;

import org.jspecify.annotations.NullMarked;
