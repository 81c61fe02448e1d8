/**
 * A simple evaluation of flags for one user, directly from the model. Every faster evaluation must give the same
 * answers.
 */
@NullMarked
package dev.hoist.validator.interpreter;

import org.jspecify.annotations.NullMarked;
