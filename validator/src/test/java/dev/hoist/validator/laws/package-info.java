/** What must hold for every change, tried on random ones. */
@NullMarked
package dev.hoist.validator.laws;

import org.jspecify.annotations.NullMarked;
