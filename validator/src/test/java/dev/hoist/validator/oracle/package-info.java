/** A second judge: the rules once more, by brute force over every cell, to hold the real one against. */
@NullMarked
package dev.hoist.validator.oracle;

import org.jspecify.annotations.NullMarked;
