/**
 * What a change does: which flags rise and are lowered, which errors are overridden, and which policy judges the
 * change.
 */
@NullMarked
package dev.hoist.validator.change;

import org.jspecify.annotations.NullMarked;
