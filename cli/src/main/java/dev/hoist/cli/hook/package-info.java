/** Commands for the hook by which a bare repository refuses pushes. */
@NullMarked
package dev.hoist.cli.hook;

import org.jspecify.annotations.NullMarked;
