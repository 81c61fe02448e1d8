/** Tests. */
@NullMarked
package dev.hoist.operate.plan;

import org.jspecify.annotations.NullMarked;
