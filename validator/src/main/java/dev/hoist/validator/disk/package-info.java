/** Writes files whole, and says why a disk refuses. */
@NullMarked
package dev.hoist.validator.disk;

import org.jspecify.annotations.NullMarked;
