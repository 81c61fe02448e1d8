/** Reads bytes as a plain subset of YAML, in which every file has exactly one meaning. Every scalar has its place. */
@NullMarked
package dev.hoist.validator.yaml;

import org.jspecify.annotations.NullMarked;
