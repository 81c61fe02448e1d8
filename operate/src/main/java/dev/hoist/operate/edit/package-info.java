/** The edits that commands make in flag files. */
@NullMarked
package dev.hoist.operate.edit;

import org.jspecify.annotations.NullMarked;
