/** Commands that turn the flags into another form: Java source, or another system's file. */
@NullMarked
package dev.hoist.cli.export;

import org.jspecify.annotations.NullMarked;
