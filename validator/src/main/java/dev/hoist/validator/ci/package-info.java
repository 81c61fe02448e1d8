/** What CI products say about the change for which they run. */
@NullMarked
package dev.hoist.validator.ci;

import org.jspecify.annotations.NullMarked;
