/** Counts what a change does to users: who gains a flag, who loses it, and who takes part in an experiment. */
@NullMarked
package dev.hoist.validator.diff;

import org.jspecify.annotations.NullMarked;
