/** Real repositories before the whole judge, from the files to the verdict. */
@NullMarked
package dev.hoist.validator.endtoend;

import org.jspecify.annotations.NullMarked;
