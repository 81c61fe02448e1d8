/** Goals of the Maven plugin: they take parameters and print the library's answer. */
@NullMarked
package dev.hoist.maven;

import org.jspecify.annotations.NullMarked;
