/** Commands that convert the flags to another format: Java source, or a file of another system. */
@NullMarked
package dev.hoist.cli.export;

import org.jspecify.annotations.NullMarked;
