/** What a change of exposure does to users: which users gain or lose a flag, and how many they are. */
@NullMarked
package dev.hoist.validator.effect;

import org.jspecify.annotations.NullMarked;
