/** Commands for the hook with which a bare repository refuses pushes. */
@NullMarked
package dev.hoist.cli.hook;

import org.jspecify.annotations.NullMarked;
