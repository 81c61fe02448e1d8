/** Writes files completely or not at all, and explains why a disk refuses to read or write. */
@NullMarked
package dev.hoist.validator.disk;

import org.jspecify.annotations.NullMarked;
