/** Commands that write the files with which a repository adopts Hoist. */
@NullMarked
package dev.hoist.cli.setup;

import org.jspecify.annotations.NullMarked;
