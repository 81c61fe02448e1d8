/** Completion in shells and the manual page. Both describe all other commands. */
@NullMarked
package dev.hoist.cli.completion;

import org.jspecify.annotations.NullMarked;
