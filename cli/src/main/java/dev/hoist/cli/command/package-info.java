/** The parts that all commands share: common options, the terminal, and exit codes. */
@NullMarked
package dev.hoist.cli.command;

import org.jspecify.annotations.NullMarked;
