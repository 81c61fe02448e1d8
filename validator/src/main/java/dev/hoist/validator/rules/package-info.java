/** The rules, a class each, named for what is wrong. */
@NullMarked
package dev.hoist.validator.rules;

import org.jspecify.annotations.NullMarked;
