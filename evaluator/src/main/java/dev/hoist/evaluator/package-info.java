/** Turns accepted flags into a static evaluator in plain Java. */
@NullMarked
package dev.hoist.evaluator;

import org.jspecify.annotations.NullMarked;
