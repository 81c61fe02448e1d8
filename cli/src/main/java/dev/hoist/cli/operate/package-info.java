/** The commands that edit flags. They write files, commit and push, and print what the judge says about the edit. */
@NullMarked
package dev.hoist.cli.operate;

import org.jspecify.annotations.NullMarked;
