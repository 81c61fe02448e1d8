/** The commands that show where flags stand and what their next steps are. */
@NullMarked
package dev.hoist.cli.plan;

import org.jspecify.annotations.NullMarked;
