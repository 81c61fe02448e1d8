/** What every command is made of: shared options, the terminal that it speaks to, exit codes. */
@NullMarked
package dev.hoist.cli.command;

import org.jspecify.annotations.NullMarked;
