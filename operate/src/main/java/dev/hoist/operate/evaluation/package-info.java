/** What one user gets, calculated directly from the flag files. */
@NullMarked
package dev.hoist.operate.evaluation;

import org.jspecify.annotations.NullMarked;
