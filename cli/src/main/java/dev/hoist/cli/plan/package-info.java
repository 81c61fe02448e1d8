/** The commands that say where flags stand and what they can do next. */
@NullMarked
package dev.hoist.cli.plan;

import org.jspecify.annotations.NullMarked;
