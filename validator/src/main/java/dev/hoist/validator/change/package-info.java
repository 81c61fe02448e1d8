/** What a change does: who rises, who falls, what may be overridden, and the figures that judge it. */
@NullMarked
package dev.hoist.validator.change;

import org.jspecify.annotations.NullMarked;
