/** Goals: parameters in, the library's answer out. */
@NullMarked
package dev.hoist.maven;

import org.jspecify.annotations.NullMarked;
