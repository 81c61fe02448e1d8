/** Tests of the library as a whole. */
@NullMarked
package dev.hoist.operate;

import org.jspecify.annotations.NullMarked;
