/** A YAML text that is edited in place: only the bytes that have to change change. */
@NullMarked
package dev.hoist.operate.yaml;

import org.jspecify.annotations.NullMarked;
