/** Bytes to a plain YAML subset that can be read one way only, every scalar with its place. */
@NullMarked
package dev.hoist.validator.yaml;

import org.jspecify.annotations.NullMarked;
