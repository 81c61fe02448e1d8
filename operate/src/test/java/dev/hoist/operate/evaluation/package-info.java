/** Tests. */
@NullMarked
package dev.hoist.operate.evaluation;

import org.jspecify.annotations.NullMarked;
