/** Tests. */
@NullMarked
package dev.hoist.operate.announce;

import org.jspecify.annotations.NullMarked;
