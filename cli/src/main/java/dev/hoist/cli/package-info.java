/** The command: arguments in, a verdict and an exit code out. What it knows of flags it asks the library. */
@NullMarked
package dev.hoist.cli;

import org.jspecify.annotations.NullMarked;
