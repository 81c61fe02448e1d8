/** Commands that judge changes, and the command that explains the rules. */
@NullMarked
package dev.hoist.cli.judge;

import org.jspecify.annotations.NullMarked;
