/** What a change of exposure does to users: who gains, who loses, and how many that is. */
@NullMarked
package dev.hoist.validator.effect;

import org.jspecify.annotations.NullMarked;
