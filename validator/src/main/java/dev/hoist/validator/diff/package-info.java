/** What a change does to users, counted: who gains a flag, who loses it, who takes part in an experiment. */
@NullMarked
package dev.hoist.validator.diff;

import org.jspecify.annotations.NullMarked;
