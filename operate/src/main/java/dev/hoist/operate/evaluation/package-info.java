/** What one user gets, read from the flags themselves. */
@NullMarked
package dev.hoist.operate.evaluation;

import org.jspecify.annotations.NullMarked;
