/** Exposure, cell by cell. */
@NullMarked
package dev.hoist.validator.exposure;

import org.jspecify.annotations.NullMarked;
