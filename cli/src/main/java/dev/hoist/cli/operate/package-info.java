/** The commands that edit flags: they write files, commit and push, and say what the judge thinks of it. */
@NullMarked
package dev.hoist.cli.operate;

import org.jspecify.annotations.NullMarked;
