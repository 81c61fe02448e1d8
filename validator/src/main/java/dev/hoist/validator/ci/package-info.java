/** What CI products say of the change that they run for. */
@NullMarked
package dev.hoist.validator.ci;

import org.jspecify.annotations.NullMarked;
