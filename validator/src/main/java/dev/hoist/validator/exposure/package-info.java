/** Who gets a flag: declared and effective exposure over the cells of an environment, and how two sides differ in it. */
@NullMarked
package dev.hoist.validator.exposure;

import org.jspecify.annotations.NullMarked;
