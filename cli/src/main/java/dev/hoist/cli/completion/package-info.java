/** Completion in shells and the manual page: both describe all the other commands. */
@NullMarked
package dev.hoist.cli.completion;

import org.jspecify.annotations.NullMarked;
