/** Tests of the edits of a YAML text. */
@NullMarked
package dev.hoist.operate.yaml;

import org.jspecify.annotations.NullMarked;
