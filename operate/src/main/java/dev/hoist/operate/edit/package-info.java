/** What the commands that edit do to flag files. */
@NullMarked
package dev.hoist.operate.edit;

import org.jspecify.annotations.NullMarked;
