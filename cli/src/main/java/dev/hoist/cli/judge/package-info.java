/** Commands that judge changes, and explain the rules by which they do. */
@NullMarked
package dev.hoist.cli.judge;

import org.jspecify.annotations.NullMarked;
