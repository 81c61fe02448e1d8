/**
 * The command line program: it takes arguments and gives a verdict and an exit code. It asks the library for everything
 * about flags.
 */
@NullMarked
package dev.hoist.cli;

import org.jspecify.annotations.NullMarked;
