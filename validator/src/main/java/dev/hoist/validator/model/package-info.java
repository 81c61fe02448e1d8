/** The words of a flag repository as immutable values; knows nothing of YAML, git or Maven, and does no I/O. */
@NullMarked
package dev.hoist.validator.model;

import org.jspecify.annotations.NullMarked;
