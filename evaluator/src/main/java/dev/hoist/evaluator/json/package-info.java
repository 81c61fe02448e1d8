/** JSON as text: one style for everything that is written. */
@NullMarked
package dev.hoist.evaluator.json;

import org.jspecify.annotations.NullMarked;
